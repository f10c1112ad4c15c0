/** The logo of a company that does not exist: a cloud of two circles over a line, and its name as paths would be too long. */
function logo(ink: string, accent: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="132" height="32" viewBox="0 0 132 32">
  <title>Acme Cloud</title>
  <path d="M9.5 25h16a6.5 6.5 0 0 0 .9-12.94A9 9 0 0 0 9.06 13.6 5.75 5.75 0 0 0 9.5 25Z" fill="${accent}"/>
  <g fill="none" stroke="${ink}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">
    <path d="M42 23 48 9l6 14M44.2 18.4h7.6"/>
    <path d="M68 15.2a4.6 4.6 0 1 0 0 6.4"/>
    <path d="M73 23v-9m0 4.2c0-5.4 6.4-5.4 6.4 0V23m0-4.8c0-5.4 6.4-5.4 6.4 0V23"/>
    <path d="M91.6 18.4h8.6a4.4 4.4 0 1 0-1.4 3.4"/>
  </g>
  <circle cx="108" cy="21.6" r="2" fill="${accent}"/>
</svg>`;
}

export const logos = {
  logo_light: logo('#12263a', '#1f6feb'),
  logo_dark: logo('#eef4fb', '#6cb0ff'),
  favicon: `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32"><path d="M7.5 25h16a6.5 6.5 0 0 0 .9-12.94A9 9 0 0 0 7.06 13.6 5.75 5.75 0 0 0 7.5 25Z" fill="#1f6feb"/></svg>`,
} as const;
