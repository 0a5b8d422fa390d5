namespace Kimi.Torch.Images;

/// <summary>What the segments of a JPEG file say of it, without decoding it.</summary>
/// <param name="Components">The most colour components of a frame; 0 where there is no frame.</param>
/// <param name="Scans">How many times a decoder goes over the image.</param>
internal readonly record struct JpegStructure(int Components, int Scans)
{
    private const byte Escape = 0xFF;
    private const byte StartOfScan = 0xDA;

    /// <summary>Reads it, up to where the file is no JPEG any more.</summary>
    /// <param name="file">The file.</param>
    public static JpegStructure Of(ReadOnlySpan<byte> file)
    {
        var (components, scans) = (0, 0);

        // The data of a scan has no marker but restarts, and escapes of its own begin with 0xFF 0x00.
        for (var at = 2; at + 3 < file.Length;)
        {
            if (file[at] != Escape || file[at + 1] is 0 or 0x01 or Escape or (>= 0xD0 and <= 0xD9))
            {
                at++;
                continue;
            }

            var marker = file[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && at + 9 < file.Length)
                components = Math.Max(components, file[at + 9]);
            scans += marker == StartOfScan ? 1 : 0;
            at += 2 + Math.Max(2, (file[at + 2] << 8) | file[at + 3]);
        }

        return new(components, scans);
    }
}
