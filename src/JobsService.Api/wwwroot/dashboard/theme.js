// Runs before the first paint, so that a chosen theme does not flash.
'use strict';
try {
  const theme = localStorage.getItem('jobs.theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Storage can be blocked; the theme of the system applies.
}
