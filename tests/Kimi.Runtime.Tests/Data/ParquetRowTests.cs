using System.Text.Json;
using System.Text.Json.Serialization;
using Kimi.Dsl;
using Kimi.Runtime.Data;
using Kimi.Tests;
using Parquet;
using Row = Kimi.Runtime.Tests.Data.DataFiles.Row;

namespace Kimi.Runtime.Tests.Data;

/// <summary>Rows of Parquet are the JSON objects that were written.</summary>
public sealed class ParquetRowTests : IDisposable
{
    private static readonly string[] s_all = ["Text", "Count", "Share", "IsRight", "Messages", "Group", "Nested"];

    // With JSON as the other formulation: a null is an absent key, but an item of a list.
    private static readonly JsonSerializerOptions s_json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Zstd)]
    public void Whatever_is_null_empty_or_nested_comes_back_as_it_was(CompressionMethod compression)
    {
        var random = new SeededRandom(5);
        var rows = Enumerable.Range(0, 500).Select(_ => RandomRow(random)).ToList();
        Write(DataFiles.Parquet(rows, rowGroupSize: 64, compression));

        Assert.Equal(rows.Select(row => Canonical(JsonSerializer.Serialize(row, s_json))), Rows(s_all).Select(Canonical));
    }

    [Fact]
    public void Only_the_columns_that_are_needed_are_read_also_within_a_group()
    {
        Write(DataFiles.Parquet([new Row { Text = "a", Count = 1, Group = new() { Name = "b", Inner = new() { Level = 3 } } }]));

        Assert.Equal(["""{"Text":"a","Group":{"Inner":{"Level":3}}}"""], Rows(["Text", "Group.Inner.Level", "Absent", "Te"]));
    }

    [Fact]
    public void Later_row_groups_are_not_read_before_they_are_asked_for()
    {
        var bytes = DataFiles.Parquet(Enumerable.Range(0, 300).Select(number => new Row { Text = $"text {number}" }).ToList(), 100, CompressionMethod.None);
        bytes.AsSpan(bytes.Length / 2, 4).Fill(0xFF);
        Write(bytes);

        Assert.Equal(100, Read(["Text"]).Take(100).Count());
    }

    [Fact]
    public void A_field_that_is_not_there_is_told_with_those_that_are()
    {
        Write(DataFiles.Parquet([new Row { Text = "a", Group = new() { Inner = new() } }]));

        var error = Assert.Throws<KimiException>(() => RowFile.Read(Path, "problem", ["question"], row => row.Need("question").Text).Count()).Message;

        Assert.EndsWith(
            "rows.parquet(row 1): not a problem (it has no field 'question', but 'Text', 'Count', 'Share', 'IsRight', 'Messages', 'Group.Name', "
            + "'Group.Inner.Level', 'Nested'): name other fields, or correct or delete the row",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_told_with_its_row_and_column()
    {
        var bytes = DataFiles.Parquet([new Row { Text = "good" }, new Row { Text = "müller" }], compression: CompressionMethod.None);
        for (var place = bytes.AsSpan().IndexOf("ü"u8); place >= 0; place = bytes.AsSpan().IndexOf("ü"u8))
            bytes[place] = (byte)'x';
        Write(bytes);

        var error = Assert.Throws<KimiException>(() => Rows(["Text"])).Message;

        Assert.EndsWith("rows.parquet(row 2): column Text is not text in UTF-8: get the file again, or write it anew", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    [InlineData(0.1)]
    public void A_file_that_is_cut_off_is_told_in_one_line(double share)
    {
        var bytes = DataFiles.Parquet(Enumerable.Range(0, 100).Select(number => new Row { Text = $"{number}" }).ToList());
        Write(bytes[..(int)(bytes.Length * share)]);

        var error = Assert.Throws<KimiException>(() => Rows(["Text"])).Message;

        Assert.Contains("is not whole, or is damaged, as a Parquet file (", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void A_column_of_bytes_or_dates_is_told()
    {
        Write(DataFiles.Parquet([new Photo { Taken = new(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc), Sizes = new() { ["a"] = 1 } }]));

        Assert.Equal(["{}"], Rows(["Absent"]));
        Assert.Contains("column Taken holds values of type DateTime, which is not read", Assert.Throws<KimiException>(() => Rows(["Taken"])).Message);
        Assert.Contains("column Sizes is a map, which is not read", Assert.Throws<KimiException>(() => Rows(["Sizes"])).Message);
    }

    private static Row RandomRow(SeededRandom random)
    {
        return new()
        {
            Text = Maybe(() => $"text {random.Next(5)} ü😀"),
            Count = random.Next(3) == 0 ? null : random.Next(),
            Share = random.Next(3) == 0 ? null : random.Next(8) / 8.0,
            IsRight = random.Next(2) == 0,
            Messages = Maybe(() => Some(() => new DataFiles.Message
            {
                Role = Maybe(() => "user"),
                Content = Maybe(() => "hello"),
                Tags = Maybe(() => Some(() => $"{random.Next(9)}")),
            })),
            Group = Maybe(() => new DataFiles.Outer { Name = Maybe(() => "name"), Inner = Maybe(() => new DataFiles.Inner { Level = random.Next(5) }) }),
            Nested = Maybe(() => Some(() => Some(() => random.Next(100)))),
        };

        T? Maybe<T>(Func<T> make)
            where T : class => random.Next(3) == 0 ? null : make();

        List<T> Some<T>(Func<T> make) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => make())];
    }

    private string Path => _folder.File("rows.parquet");

    private static string Canonical(string json) => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(json), s_json);

    private void Write(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    private List<string> Rows(string[] fields) => [.. Read(fields)];

    private IEnumerable<string> Read(string[] fields)
    {
        using var file = File.OpenRead(Path);
        foreach (var row in ParquetRows.Read(file, Path, fields, []))
            yield return row.ToString();
    }

    internal sealed class Photo
    {
        public DateTime Taken { get; set; }

        public Dictionary<string, int>? Sizes { get; set; }
    }
}
