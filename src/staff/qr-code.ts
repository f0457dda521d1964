/** A QR code as the outline of its dark modules: plain values for a template to draw, no markup. */
import QRCode from 'qrcode';

export interface QrCode {
  /** modules along one side */
  size: number;
  /** the `d` of an SVG path, one unit a module */
  path: string;
}

export function qrCode(text: string): QrCode {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const squares = Array.from(data, (dark, index) =>
    dark ? `M${index % size} ${Math.floor(index / size)}h1v1h-1z` : '',
  );
  return { size, path: squares.join('') };
}
