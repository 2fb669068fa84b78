declare module 'plotly.js/dist/plotly-cartesian.min.js' {
  import Plotly from 'plotly.js';

  export default Plotly;
}
