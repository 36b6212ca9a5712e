// @ts-check
// Days of the calendar as plain numbers. No clock: which day it is, is told.

const WRITTEN = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const LENGTHS = Object.freeze([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);

/**
 * This day's number, one more for each day after; null when there is no such day.
 * @param {unknown} day as YYYY-MM-DD, from the year 1 on
 * @returns {number | null}
 */
export function dayNumber(day) {
  const written = typeof day === "string" ? WRITTEN.exec(day) : null;
  if (written === null) return null;
  const [year, month, date] = written.slice(1).map(Number);
  if (year < 1 || month < 1 || month > 12) return null;
  if (date < 1 || date > lengthOf(year, month)) return null;
  return daysBefore(year) + monthsBefore(year, month) + date;
}

/** @param {number} year */
function isLeap(year) {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** @param {number} year @param {number} month */
function lengthOf(year, month) {
  return month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1];
}

/** @param {number} year */
function daysBefore(year) {
  const y = year - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
}

/** @param {number} year @param {number} month */
function monthsBefore(year, month) {
  let days = 0;
  for (let m = 1; m < month; m += 1) days += lengthOf(year, m);
  return days;
}
