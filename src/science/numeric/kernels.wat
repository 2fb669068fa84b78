;; Single-precision kernels on four lanes. Sums run in a fixed order, so that every host gives the same bits.
(module
  (memory (export "memory") 1)

  ;; C[m x n] += A . B.
  ;; Element (i, p) of A stands at a + i*ai + p*ap, row p of B at b + p*bp, row i of C at c + i*ci (all in bytes).
  ;; n is a multiple of 8.
  (func (export "multiply")
    (param $a i32) (param $ai i32) (param $ap i32) (param $b i32) (param $bp i32) (param $c i32) (param $ci i32)
    (param $m i32) (param $n i32) (param $k i32)
    (local $i i32) (local $j i32) (local $p i32) (local $pa i32) (local $pb i32) (local $pc i32)
    (local $b0 v128) (local $b1 v128) (local $x v128)
    (local $s00 v128) (local $s01 v128) (local $s10 v128) (local $s11 v128)
    (local $s20 v128) (local $s21 v128) (local $s30 v128) (local $s31 v128)
    (block $rowsDone
      (loop $rows
        (br_if $rowsDone (i32.gt_s (i32.add (local.get $i) (i32.const 4)) (local.get $m)))
        (local.set $j (i32.const 0))
        (loop $columns
          (local.set $pc (i32.add (i32.add (local.get $c) (i32.mul (local.get $i) (local.get $ci))) (i32.shl (local.get $j) (i32.const 2))))
          (local.set $s00 (v128.load (local.get $pc)))
          (local.set $s01 (v128.load offset=16 (local.get $pc)))
          (local.set $s10 (v128.load (i32.add (local.get $pc) (local.get $ci))))
          (local.set $s11 (v128.load offset=16 (i32.add (local.get $pc) (local.get $ci))))
          (local.set $s20 (v128.load (i32.add (local.get $pc) (i32.shl (local.get $ci) (i32.const 1)))))
          (local.set $s21 (v128.load offset=16 (i32.add (local.get $pc) (i32.shl (local.get $ci) (i32.const 1)))))
          (local.set $s30 (v128.load (i32.add (local.get $pc) (i32.mul (local.get $ci) (i32.const 3)))))
          (local.set $s31 (v128.load offset=16 (i32.add (local.get $pc) (i32.mul (local.get $ci) (i32.const 3)))))
          (local.set $pa (i32.add (local.get $a) (i32.mul (local.get $i) (local.get $ai))))
          (local.set $pb (i32.add (local.get $b) (i32.shl (local.get $j) (i32.const 2))))
          (local.set $p (local.get $k))
          (block $sumDone
            (loop $sum
              (br_if $sumDone (i32.eqz (local.get $p)))
              (local.set $b0 (v128.load (local.get $pb)))
              (local.set $b1 (v128.load offset=16 (local.get $pb)))
              (local.set $x (v128.load32_splat (local.get $pa)))
              (local.set $s00 (f32x4.add (local.get $s00) (f32x4.mul (local.get $x) (local.get $b0))))
              (local.set $s01 (f32x4.add (local.get $s01) (f32x4.mul (local.get $x) (local.get $b1))))
              (local.set $x (v128.load32_splat (i32.add (local.get $pa) (local.get $ai))))
              (local.set $s10 (f32x4.add (local.get $s10) (f32x4.mul (local.get $x) (local.get $b0))))
              (local.set $s11 (f32x4.add (local.get $s11) (f32x4.mul (local.get $x) (local.get $b1))))
              (local.set $x (v128.load32_splat (i32.add (local.get $pa) (i32.shl (local.get $ai) (i32.const 1)))))
              (local.set $s20 (f32x4.add (local.get $s20) (f32x4.mul (local.get $x) (local.get $b0))))
              (local.set $s21 (f32x4.add (local.get $s21) (f32x4.mul (local.get $x) (local.get $b1))))
              (local.set $x (v128.load32_splat (i32.add (local.get $pa) (i32.mul (local.get $ai) (i32.const 3)))))
              (local.set $s30 (f32x4.add (local.get $s30) (f32x4.mul (local.get $x) (local.get $b0))))
              (local.set $s31 (f32x4.add (local.get $s31) (f32x4.mul (local.get $x) (local.get $b1))))
              (local.set $pa (i32.add (local.get $pa) (local.get $ap)))
              (local.set $pb (i32.add (local.get $pb) (local.get $bp)))
              (local.set $p (i32.sub (local.get $p) (i32.const 1)))
              (br $sum)))
          (v128.store (local.get $pc) (local.get $s00))
          (v128.store offset=16 (local.get $pc) (local.get $s01))
          (v128.store (i32.add (local.get $pc) (local.get $ci)) (local.get $s10))
          (v128.store offset=16 (i32.add (local.get $pc) (local.get $ci)) (local.get $s11))
          (v128.store (i32.add (local.get $pc) (i32.shl (local.get $ci) (i32.const 1))) (local.get $s20))
          (v128.store offset=16 (i32.add (local.get $pc) (i32.shl (local.get $ci) (i32.const 1))) (local.get $s21))
          (v128.store (i32.add (local.get $pc) (i32.mul (local.get $ci) (i32.const 3))) (local.get $s30))
          (v128.store offset=16 (i32.add (local.get $pc) (i32.mul (local.get $ci) (i32.const 3))) (local.get $s31))
          (local.set $j (i32.add (local.get $j) (i32.const 8)))
          (br_if $columns (i32.lt_s (local.get $j) (local.get $n))))
        (local.set $i (i32.add (local.get $i) (i32.const 4)))
        (br $rows)))
    ;; Rows that are left over, one by one.
    (block $restDone
      (loop $rest
        (br_if $restDone (i32.ge_s (local.get $i) (local.get $m)))
        (local.set $j (i32.const 0))
        (loop $columns
          (local.set $pc (i32.add (i32.add (local.get $c) (i32.mul (local.get $i) (local.get $ci))) (i32.shl (local.get $j) (i32.const 2))))
          (local.set $s00 (v128.load (local.get $pc)))
          (local.set $s01 (v128.load offset=16 (local.get $pc)))
          (local.set $pa (i32.add (local.get $a) (i32.mul (local.get $i) (local.get $ai))))
          (local.set $pb (i32.add (local.get $b) (i32.shl (local.get $j) (i32.const 2))))
          (local.set $p (local.get $k))
          (block $sumDone
            (loop $sum
              (br_if $sumDone (i32.eqz (local.get $p)))
              (local.set $x (v128.load32_splat (local.get $pa)))
              (local.set $s00 (f32x4.add (local.get $s00) (f32x4.mul (local.get $x) (v128.load (local.get $pb)))))
              (local.set $s01 (f32x4.add (local.get $s01) (f32x4.mul (local.get $x) (v128.load offset=16 (local.get $pb)))))
              (local.set $pa (i32.add (local.get $pa) (local.get $ap)))
              (local.set $pb (i32.add (local.get $pb) (local.get $bp)))
              (local.set $p (i32.sub (local.get $p) (i32.const 1)))
              (br $sum)))
          (v128.store (local.get $pc) (local.get $s00))
          (v128.store offset=16 (local.get $pc) (local.get $s01))
          (local.set $j (i32.add (local.get $j) (i32.const 8)))
          (br_if $columns (i32.lt_s (local.get $j) (local.get $n))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $rest))))

  (func $total (param $v v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $v)) (f32x4.extract_lane 1 (local.get $v)))
      (f32.add (f32x4.extract_lane 2 (local.get $v)) (f32x4.extract_lane 3 (local.get $v)))))

  ;; C[m x n] += A[m x k] . B[n x k] transposed: dot products of rows. k and n are multiples of 4; strides in bytes.
  (func (export "multiplyTransposed")
    (param $a i32) (param $ai i32) (param $b i32) (param $bi i32) (param $c i32) (param $ci i32)
    (param $m i32) (param $n i32) (param $k i32)
    (local $i i32) (local $j i32) (local $p i32) (local $pa i32) (local $pb i32) (local $pc i32) (local $x v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (block $rowsDone
      (loop $rows
        (br_if $rowsDone (i32.ge_s (local.get $i) (local.get $m)))
        (local.set $j (i32.const 0))
        (loop $columns
          (local.set $pa (i32.add (local.get $a) (i32.mul (local.get $i) (local.get $ai))))
          (local.set $pb (i32.add (local.get $b) (i32.mul (local.get $j) (local.get $bi))))
          (local.set $s0 (v128.const f32x4 0 0 0 0))
          (local.set $s1 (v128.const f32x4 0 0 0 0))
          (local.set $s2 (v128.const f32x4 0 0 0 0))
          (local.set $s3 (v128.const f32x4 0 0 0 0))
          (local.set $p (i32.shl (local.get $k) (i32.const 2)))
          (loop $sum
            (local.set $x (v128.load (local.get $pa)))
            (local.set $s0 (f32x4.add (local.get $s0) (f32x4.mul (local.get $x) (v128.load (local.get $pb)))))
            (local.set $s1 (f32x4.add (local.get $s1) (f32x4.mul (local.get $x) (v128.load (i32.add (local.get $pb) (local.get $bi))))))
            (local.set $s2 (f32x4.add (local.get $s2) (f32x4.mul (local.get $x) (v128.load (i32.add (local.get $pb) (i32.shl (local.get $bi) (i32.const 1)))))))
            (local.set $s3 (f32x4.add (local.get $s3) (f32x4.mul (local.get $x) (v128.load (i32.add (local.get $pb) (i32.mul (local.get $bi) (i32.const 3)))))))
            (local.set $pa (i32.add (local.get $pa) (i32.const 16)))
            (local.set $pb (i32.add (local.get $pb) (i32.const 16)))
            (local.set $p (i32.sub (local.get $p) (i32.const 16)))
            (br_if $sum (local.get $p)))
          (local.set $pc (i32.add (i32.add (local.get $c) (i32.mul (local.get $i) (local.get $ci))) (i32.shl (local.get $j) (i32.const 2))))
          (f32.store (local.get $pc) (f32.add (f32.load (local.get $pc)) (call $total (local.get $s0))))
          (f32.store offset=4 (local.get $pc) (f32.add (f32.load offset=4 (local.get $pc)) (call $total (local.get $s1))))
          (f32.store offset=8 (local.get $pc) (f32.add (f32.load offset=8 (local.get $pc)) (call $total (local.get $s2))))
          (f32.store offset=12 (local.get $pc) (f32.add (f32.load offset=12 (local.get $pc)) (call $total (local.get $s3))))
          (local.set $j (i32.add (local.get $j) (i32.const 4)))
          (br_if $columns (i32.lt_s (local.get $j) (local.get $n))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $rows))))

  ;; Squared L2 distances of one query to `count` keys (a multiple of 4) that stand one after the other, `size` bytes each
  ;; (a multiple of 16): out[i] = sum of (key - query)^2.
  (func (export "distances") (param $keys i32) (param $count i32) (param $query i32) (param $size i32) (param $out i32)
    (local $pk i32) (local $pq i32) (local $end i32) (local $q v128) (local $d v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128) (local $size2 i32) (local $size3 i32)
    (local.set $size2 (i32.shl (local.get $size) (i32.const 1)))
    (local.set $size3 (i32.mul (local.get $size) (i32.const 3)))
    (local.set $pk (local.get $keys))
    (block $done
      (loop $four
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $s0 (v128.const f32x4 0 0 0 0))
        (local.set $s1 (v128.const f32x4 0 0 0 0))
        (local.set $s2 (v128.const f32x4 0 0 0 0))
        (local.set $s3 (v128.const f32x4 0 0 0 0))
        (local.set $pq (local.get $query))
        (local.set $end (i32.add (local.get $query) (local.get $size)))
        (loop $sum
          (local.set $q (v128.load (local.get $pq)))
          (local.set $d (f32x4.sub (v128.load (local.get $pk)) (local.get $q)))
          (local.set $s0 (f32x4.add (local.get $s0) (f32x4.mul (local.get $d) (local.get $d))))
          (local.set $d (f32x4.sub (v128.load (i32.add (local.get $pk) (local.get $size))) (local.get $q)))
          (local.set $s1 (f32x4.add (local.get $s1) (f32x4.mul (local.get $d) (local.get $d))))
          (local.set $d (f32x4.sub (v128.load (i32.add (local.get $pk) (local.get $size2))) (local.get $q)))
          (local.set $s2 (f32x4.add (local.get $s2) (f32x4.mul (local.get $d) (local.get $d))))
          (local.set $d (f32x4.sub (v128.load (i32.add (local.get $pk) (local.get $size3))) (local.get $q)))
          (local.set $s3 (f32x4.add (local.get $s3) (f32x4.mul (local.get $d) (local.get $d))))
          (local.set $pk (i32.add (local.get $pk) (i32.const 16)))
          (local.set $pq (i32.add (local.get $pq) (i32.const 16)))
          (br_if $sum (i32.lt_u (local.get $pq) (local.get $end))))
        (f32.store (local.get $out) (call $total (local.get $s0)))
        (f32.store offset=4 (local.get $out) (call $total (local.get $s1)))
        (f32.store offset=8 (local.get $out) (call $total (local.get $s2)))
        (f32.store offset=12 (local.get $out) (call $total (local.get $s3)))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $pk (i32.add (local.get $pk) (local.get $size3)))
        (local.set $count (i32.sub (local.get $count) (i32.const 4)))
        (br $four))))

  ;; e^x on four lanes within 2 units in the last place (the polynomial of Cephes' expf), x clamped to where e^x is a normal number.
  (func $exp (param $x v128) (result v128)
    (local $n v128) (local $p v128)
    (local.set $x (f32x4.min (f32x4.max (local.get $x) (v128.const f32x4 -87.3 -87.3 -87.3 -87.3)) (v128.const f32x4 88 88 88 88)))
    (local.set $n (f32x4.nearest (f32x4.mul (local.get $x) (v128.const f32x4 1.44269504 1.44269504 1.44269504 1.44269504))))
    (local.set $x (f32x4.sub (local.get $x) (f32x4.mul (local.get $n) (v128.const f32x4 0.693359375 0.693359375 0.693359375 0.693359375))))
    (local.set $x (f32x4.add (local.get $x) (f32x4.mul (local.get $n) (v128.const f32x4 2.12194440e-4 2.12194440e-4 2.12194440e-4 2.12194440e-4))))
    (local.set $p (v128.const f32x4 1.9875691500e-4 1.9875691500e-4 1.9875691500e-4 1.9875691500e-4))
    (local.set $p (f32x4.add (f32x4.mul (local.get $p) (local.get $x)) (v128.const f32x4 1.3981999507e-3 1.3981999507e-3 1.3981999507e-3 1.3981999507e-3)))
    (local.set $p (f32x4.add (f32x4.mul (local.get $p) (local.get $x)) (v128.const f32x4 8.3334519073e-3 8.3334519073e-3 8.3334519073e-3 8.3334519073e-3)))
    (local.set $p (f32x4.add (f32x4.mul (local.get $p) (local.get $x)) (v128.const f32x4 4.1665795894e-2 4.1665795894e-2 4.1665795894e-2 4.1665795894e-2)))
    (local.set $p (f32x4.add (f32x4.mul (local.get $p) (local.get $x)) (v128.const f32x4 1.6666665459e-1 1.6666665459e-1 1.6666665459e-1 1.6666665459e-1)))
    (local.set $p (f32x4.add (f32x4.mul (local.get $p) (local.get $x)) (v128.const f32x4 5.0000001201e-1 5.0000001201e-1 5.0000001201e-1 5.0000001201e-1)))
    (local.set $p (f32x4.add
      (f32x4.add (f32x4.mul (f32x4.mul (local.get $p) (local.get $x)) (local.get $x)) (local.get $x))
      (v128.const f32x4 1 1 1 1)))
    (f32x4.mul (local.get $p)
      (i32x4.shl (i32x4.add (i32x4.trunc_sat_f32x4_s (local.get $n)) (v128.const i32x4 127 127 127 127)) (i32.const 23))))

  ;; Each row of `columns` numbers (a multiple of 4; rows `stride` bytes apart) becomes e^(x - its largest). The largest and
  ;; the sum of a row go to out, 8 bytes a row. Sums run in double precision.
  (func (export "exponentials") (param $at i32) (param $stride i32) (param $rows i32) (param $columns i32) (param $out i32)
    (local $p i32) (local $end i32) (local $x v128) (local $s0 v128) (local $s1 v128) (local $most f32)
    (block $done
      (loop $each
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $end (i32.add (local.get $at) (i32.shl (local.get $columns) (i32.const 2))))
        (local.set $p (local.get $at))
        (local.set $x (v128.load (local.get $p)))
        (loop $largest
          (local.set $x (f32x4.max (local.get $x) (v128.load (local.get $p))))
          (local.set $p (i32.add (local.get $p) (i32.const 16)))
          (br_if $largest (i32.lt_u (local.get $p) (local.get $end))))
        (local.set $most (f32.max
          (f32.max (f32x4.extract_lane 0 (local.get $x)) (f32x4.extract_lane 1 (local.get $x)))
          (f32.max (f32x4.extract_lane 2 (local.get $x)) (f32x4.extract_lane 3 (local.get $x)))))
        (local.set $s0 (v128.const f64x2 0 0))
        (local.set $s1 (v128.const f64x2 0 0))
        (local.set $p (local.get $at))
        (loop $sum
          (local.set $x (call $exp (f32x4.sub (v128.load (local.get $p)) (f32x4.splat (local.get $most)))))
          (v128.store (local.get $p) (local.get $x))
          (local.set $s0 (f64x2.add (local.get $s0) (f64x2.promote_low_f32x4 (local.get $x))))
          (local.set $s1 (f64x2.add (local.get $s1)
            (f64x2.promote_low_f32x4 (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $x) (local.get $x)))))
          (local.set $p (i32.add (local.get $p) (i32.const 16)))
          (br_if $sum (i32.lt_u (local.get $p) (local.get $end))))
        (local.set $s0 (f64x2.add (local.get $s0) (local.get $s1)))
        (f32.store (local.get $out) (local.get $most))
        (f32.store offset=4 (local.get $out)
          (f32.demote_f64 (f64.add (f64x2.extract_lane 0 (local.get $s0)) (f64x2.extract_lane 1 (local.get $s0)))))
        (local.set $out (i32.add (local.get $out) (i32.const 8)))
        (local.set $at (i32.add (local.get $at) (local.get $stride)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $each))))

  ;; Multiplies `bytes` bytes of numbers (a multiple of 16) by a factor.
  (func (export "scale") (param $at i32) (param $bytes i32) (param $factor f32)
    (local $end i32)
    (local.set $end (i32.add (local.get $at) (local.get $bytes)))
    (loop $each
      (v128.store (local.get $at) (f32x4.mul (v128.load (local.get $at)) (f32x4.splat (local.get $factor))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $each (i32.lt_u (local.get $at) (local.get $end)))))

  ;; tanh of `bytes` bytes of numbers (a multiple of 16), in place: 1 - 2 / (e^2|x| + 1) with the sign of x.
  (func (export "tanh") (param $at i32) (param $bytes i32)
    (local $end i32) (local $x v128)
    (local.set $end (i32.add (local.get $at) (local.get $bytes)))
    (loop $each
      (local.set $x (v128.load (local.get $at)))
      (v128.store (local.get $at) (v128.or
        (f32x4.sub (v128.const f32x4 1 1 1 1)
          (f32x4.div (v128.const f32x4 2 2 2 2)
            (f32x4.add (call $exp (f32x4.mul (f32x4.abs (local.get $x)) (v128.const f32x4 2 2 2 2))) (v128.const f32x4 1 1 1 1))))
        (v128.and (local.get $x) (v128.const i32x4 0x80000000 0x80000000 0x80000000 0x80000000))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $each (i32.lt_u (local.get $at) (local.get $end)))))

  ;; A step of Adam over `bytes` bytes of weights (a multiple of 16), with their gradients and the running means of these and
  ;; of their squares: w = shrink w - rate mean / (root of square + 1e-8). Gradients are cleared.
  (func (export "adam")
    (param $w i32) (param $g i32) (param $m i32) (param $v i32) (param $bytes i32)
    (param $beta1 f32) (param $beta2 f32) (param $rate f32) (param $shrink f32)
    (local $end i32) (local $d v128) (local $mean v128) (local $square v128)
    (local.set $end (i32.add (local.get $w) (local.get $bytes)))
    (loop $each
      (local.set $d (v128.load (local.get $g)))
      (local.set $mean (f32x4.add
        (f32x4.mul (f32x4.splat (local.get $beta1)) (v128.load (local.get $m)))
        (f32x4.mul (f32x4.splat (f32.sub (f32.const 1) (local.get $beta1))) (local.get $d))))
      (local.set $square (f32x4.add
        (f32x4.mul (f32x4.splat (local.get $beta2)) (v128.load (local.get $v)))
        (f32x4.mul (f32x4.splat (f32.sub (f32.const 1) (local.get $beta2))) (f32x4.mul (local.get $d) (local.get $d)))))
      (v128.store (local.get $m) (local.get $mean))
      (v128.store (local.get $v) (local.get $square))
      (v128.store (local.get $w) (f32x4.sub
        (f32x4.mul (f32x4.splat (local.get $shrink)) (v128.load (local.get $w)))
        (f32x4.div
          (f32x4.mul (f32x4.splat (local.get $rate)) (local.get $mean))
          (f32x4.add (f32x4.sqrt (local.get $square)) (v128.const f32x4 1e-8 1e-8 1e-8 1e-8)))))
      (v128.store (local.get $g) (v128.const f32x4 0 0 0 0))
      (local.set $w (i32.add (local.get $w) (i32.const 16)))
      (local.set $g (i32.add (local.get $g) (i32.const 16)))
      (local.set $m (i32.add (local.get $m) (i32.const 16)))
      (local.set $v (i32.add (local.get $v) (i32.const 16)))
      (br_if $each (i32.lt_u (local.get $w) (local.get $end))))))
