using System.Text;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Runtime.Data;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Data;

/// <summary>All formats of files of rows: the same rows, and what is wrong in one line.</summary>
public sealed class RowFileTests : IDisposable
{
    private const int Mutations = 2_000;
    private const int MutationsOfLongRuns = 100_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_compressed_file_has_the_rows_of_the_plain_one_whatever_its_name()
    {
        var lines = string.Concat(Enumerable.Range(0, 20_000).Select(number => $$"""{"question": "ü {{number}}", "answer": {{number}}}""" + "\n"));
        var rows = Rows(Encoding.UTF8.GetBytes(lines));

        Assert.Equal(20_000, rows.Count);
        Assert.Equal("ü 19999=19999", rows[^1]);
        Assert.Equal(rows, Rows(DataFiles.Gzip(lines)));
        Assert.Equal(rows, Rows(DataFiles.Zstd(lines)));
    }

    [Fact]
    public void Members_and_frames_in_a_row_are_one_file()
    {
        Assert.Equal(["a=1", "b=2"], Rows([.. DataFiles.Gzip(Line("a", 1)), .. DataFiles.Gzip(Line("b", 2))]));
        Assert.Equal(["a=1", "b=2"], Rows([.. DataFiles.Zstd(Line("a", 1)), .. DataFiles.Zstd(Line("b", 2))]));
    }

    [Theory]
    [InlineData("gzip", 1)]
    [InlineData("gzip", 9)]
    [InlineData("gzip", 200)]
    [InlineData("zstd", 1)]
    [InlineData("zstd", 200)]
    public void A_compressed_file_that_is_cut_off_is_told_and_not_taken_for_a_whole_one(string format, int missing)
    {
        var text = string.Concat(Enumerable.Range(0, 1_000).Select(number => Line($"q{number * 7919}", number)));
        var bytes = format == "gzip" ? DataFiles.Gzip(text) : DataFiles.Zstd(text);

        var error = Error(bytes[..^missing]);

        Assert.Contains($"rows' is not whole, or is damaged: {format} says '", error, StringComparison.Ordinal);
        Assert.EndsWith("': get the file again", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_grows_without_measure_is_told()
    {
        // 20 MiB of lines of spaces, which are no rows.
        var blank = string.Concat(Enumerable.Repeat(new string(' ', (1 << 20) - 1) + "\n", 20));

        Assert.Contains("grows to more than 256 times its size", Error(DataFiles.Gzip(blank)), StringComparison.Ordinal);
        Assert.Contains("grows to more than 256 times its size", Error(DataFiles.Zstd(blank)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_compressed_file_holds_is_read_as_strictly_as_a_plain_one()
    {
        Assert.Contains("(2", Error(DataFiles.Gzip(Line("a", 1) + """{"question": "b", "question": "c", "answer": 1}""")), StringComparison.Ordinal);
        Assert.EndsWith("is a Parquet file: convert it to JSONL", Error(DataFiles.Zstd("PAR1 and more")), StringComparison.Ordinal);
        Assert.Contains("(1,2): a zero byte, so this is no text file", Error(DataFiles.Gzip("a\0b")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dot_leads_into_an_object_unless_a_field_has_that_name()
    {
        Write(Encoding.UTF8.GetBytes("""{"a": {"b": {"c": 1}}, "a.b": 2, "d": null}"""));

        var values = Read(["a"], row => string.Join(' ', row.Need("a.b.c").Text, row.Need("a.b").Text, row.Need("d", "a.b").Text)).Single();

        Assert.Equal("1 2 2", values);
    }

    [Fact]
    public void A_field_that_is_not_there_is_told_with_those_that_are()
    {
        Write(Encoding.UTF8.GetBytes("""{"a": {"b": 1, "c": [2]}, "d": null}"""));

        var error = Assert.Throws<KimiException>(() => Read([], row => row.Need("x", "a.x").Text).Count()).Message;

        Assert.EndsWith(
            "rows(1): not a problem in JSON (it has no field 'x' or 'a.x', but 'a.b', 'a.c', 'd'): correct or delete the line",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_file()
    {
        Write(DataFiles.Zstd(string.Concat(Enumerable.Range(0, 400_000).Select(number => Line($"question {number}", number)))));
        var (most, rows) = (0L, 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var _ in Read([], row => row.Need("question").Text))
        {
            if (++rows % 50_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(400_000, rows);
        Assert.InRange(most, long.MinValue, 4 << 20);
    }

    [Fact]
    public void Whatever_the_bytes_there_are_rows_or_one_line() => Mutate(Mutations);

    [Fact]
    [Trait("Category", "Long")]
    public void Whatever_the_bytes_there_are_rows_or_one_line_at_full_count() => Mutate(MutationsOfLongRuns);

    // Whole files of each format, with bytes changed, taken away, repeated and put in.
    private void Mutate(int mutations)
    {
        var random = new SeededRandom(17);
        var text = string.Concat(Enumerable.Range(0, 30).Select(number => Line($"question {number}", number)));
        var rows = Enumerable.Range(0, 30).Select(number => new DataFiles.Row
        {
            Text = $"question {number}",
            Count = number,
            Messages = [new() { Role = "user", Content = $"{number}", Tags = ["a"] }],
        }).ToList();
        byte[][] wholes =
        [
            DataFiles.Gzip(text), DataFiles.Zstd(text), DataFiles.Parquet(rows, 10), DataFiles.Parquet(rows, 10, Parquet.CompressionMethod.None),
            DataFiles.Parquet(rows, 10, Parquet.CompressionMethod.Zstd), Encoding.UTF8.GetBytes(text),
        ];
        var sentences = 0;
        for (var i = 0; i < mutations; i++)
        {
            var bytes = wholes[i % wholes.Length].ToList();
            for (var change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
                Change(bytes, random);
            Write([.. bytes]);
            try
            {
                _ = Read(["Text", "Messages", "Count"], row => row.ToString()).Count();
            }
            catch (KimiException exception)
            {
                Assert.Contains("rows", exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', exception.Message);
                sentences++;
            }
        }

        // Where Parquet's metadata or a text has changed, it may still be read.
        Assert.InRange(sentences, mutations / 2, mutations - 1);
    }

    private static void Change(List<byte> bytes, SeededRandom random)
    {
        var place = random.Next(bytes.Count);
        switch (random.Next(5))
        {
            case 0:
                bytes.RemoveRange(place, random.Next(1, 1 + Math.Min(20, bytes.Count - place)));
                break;
            case 1:
                bytes.InsertRange(place, bytes.GetRange(place, random.Next(1, 1 + Math.Min(20, bytes.Count - place))));
                break;
            case 2:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case 3:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            default:
                bytes[place] = (byte)random.Next(256);
                break;
        }
    }

    private static string Line(string question, int answer) => JsonSerializer.Serialize(new { question, answer }) + "\n";

    private string Path => _folder.File("rows");

    private void Write(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    private IEnumerable<string> Read(string[] fields, Func<Row, string> parse) => RowFile.Read(Path, "problem", fields, parse);

    private List<string> Rows(byte[] bytes)
    {
        Write(bytes);
        return [.. Read([], row => $"{row.Need("question").Text}={row.Need("answer").Text}")];
    }

    private string Error(byte[] bytes)
    {
        var error = Assert.Throws<KimiException>(() => Rows(bytes)).Message;
        Assert.DoesNotContain('\n', error);
        return error;
    }
}
