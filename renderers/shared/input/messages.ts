/** Where a reader put a control: a number in base units, on or off, or the place in a list. */
export type Position = number | boolean | { readonly choice: number };

/** What the input renderer tells the notebook. */
export type InputMessage =
  | { readonly type: 'input'; readonly outputId: string; readonly id: string; readonly value: Position }
  | { readonly type: 'writeBack'; readonly outputId: string; readonly id: string; readonly value: Position };
