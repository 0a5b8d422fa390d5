using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Files;

namespace Kimi.Torch.Tests.Files;

public sealed class TextFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\r\n\nб\n", new[] { "a", "", "б" })]
    [InlineData("\uFEFFa\nb", new[] { "a", "b" })]
    public void Lines_are_those_of_the_text(string text, string[] lines) => Assert.Equal(lines, Lines(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Lines_and_characters_may_cross_the_buffer()
    {
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(number => $"{number} ü😀\n"));

        Assert.Equal(text.TrimEnd('\n').Split('\n'), Lines(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_byte_that_is_not_UTF_8_is_told_with_its_line_and_column()
    {
        var error = Error([.. "good\nüb"u8, 0xE9, .. "r\n"u8]);

        Assert.EndsWith("(2,3): the byte 0xE9 is not UTF-8: convert the file, such as with iconv -f LATIN1 -t UTF-8", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_text_is_told_for_what_it_is()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write("text"u8);

        Assert.EndsWith("is compressed by gzip: decompress it with gzip -d", Error(compressed.ToArray()), StringComparison.Ordinal);
        Assert.EndsWith("is a Parquet file: convert it to JSONL", Error([.. "PAR1"u8, 0, 1, 2]), StringComparison.Ordinal);
        Assert.Contains("is UTF-16: convert it to UTF-8", Error(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("text")).ToArray()));
        Assert.Contains("is a pointer of Git LFS, not the file itself", Error([.. "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"u8]));
        Assert.Contains("(1,2): a zero byte, so this is no text file", Error([65, 0, 66]));
    }

    [Fact]
    public void A_folder_a_missing_file_and_a_link_to_itself_are_told()
    {
        Directory.CreateDirectory(_folder.File("folder"));
        File.CreateSymbolicLink(_folder.File("loop"), _folder.File("loop"));

        Assert.EndsWith("is a folder: give a file", ErrorOf(_folder.File("folder")), StringComparison.Ordinal);
        Assert.EndsWith("does not exist: check its path", ErrorOf(_folder.File("missing")), StringComparison.Ordinal);
        Assert.Contains("loop", ErrorOf(_folder.File("loop")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void A_device_is_not_read(string device) =>
        Assert.Equal($"'{device}' is a pipe or a device, which can be read only once: write it to a file, and give that", ErrorOf(device));

    [Fact]
    public void A_pipe_is_not_waited_for()
    {
        var pipe = _folder.File("pipe");
        Process.Start("mkfifo", pipe).WaitForExit();

        Assert.Contains("is a pipe or a device", ErrorOf(pipe), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_bytes_there_are_lines_or_one_sentence()
    {
        var random = new SeededRandom(7);
        var (texts, sentences) = (0, 0);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            if (random.Next(2) == 0)
                bytes = [.. bytes.Select(value => (byte)(value & 0x7F | 1))];
            try
            {
                Lines(bytes);
                texts++;
            }
            catch (KimiException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
                sentences++;
            }
        }

        Assert.InRange(texts, 200, 1_800);
        Assert.Equal(2_000, texts + sentences);
    }

    private List<string> Lines(byte[] bytes)
    {
        File.WriteAllBytes(_folder.File("text"), bytes);
        var lines = TextFile.Lines(_folder.File("text")).ToList();
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => line.Number));
        return [.. lines.Select(line => line.Line)];
    }

    private string Error(byte[] bytes)
    {
        File.WriteAllBytes(_folder.File("text"), bytes);
        return ErrorOf(_folder.File("text"));
    }

    private static string ErrorOf(string path) => Assert.Throws<KimiException>(() => TextFile.Lines(path).Count()).Message;
}
