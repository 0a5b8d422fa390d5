namespace Kimi.Torch.Images;

/// <summary>An image in memory.</summary>
/// <param name="Width">How many pixels it is wide.</param>
/// <param name="Height">How many pixels it is high.</param>
/// <param name="Pixels">Red, green and blue of each pixel, by rows from the top left.</param>
public sealed record RgbImage(int Width, int Height, byte[] Pixels);
