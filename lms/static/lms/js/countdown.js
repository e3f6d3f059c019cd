// The time left of an attempt, counted from what the server said, since the reader's clock may be wrong. At the end
// the answers that wait are sent and the page is asked for again: the server decides what was in time.
{
  const timer = document.querySelector("[data-countdown]");

  const run = () => {
    const end = performance.now() + Number(timer.dataset.countdown) * 1000;
    const place = timer.querySelector("[data-left]");
    const tick = () => {
      const left = Math.max(0, Math.round((end - performance.now()) / 1000));
      const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
      const pair = (number) => String(number).padStart(2, "0");
      place.textContent = `${hours ? `${hours}:${pair(minutes)}` : minutes}:${pair(seconds)}`;
      if (left) return;
      clearInterval(ticking);
      document.dispatchEvent(new Event("quiz:send"));
      setTimeout(() => location.reload(), 2500);
    };
    const ticking = setInterval(tick, 1000);
    timer.hidden = false;
    tick();
  };

  if (timer) run();
}
