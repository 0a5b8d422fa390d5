using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Data;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>JSONL files of a user: read, or told in one sentence.</summary>
public sealed class JsonLinesTests : IDisposable
{
    private const int Inputs = 2_000;
    private const int InputsOfLongRuns = 100_000;
    private const string Telling = "{}[]\",:\\\0\n\r\u001b";
    private const string Line = """{"question": "1+1=", "answer": "two\n#### 2", "more": [1, {"a": null}]}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_that_occurs_twice_in_a_line_is_refused()
    {
        var error = await ErrorAsync("""{"question": "1+1=", "answer": "2"}""", """{"question": "1+2=", "answer": "2", "answer": "3"}""");

        Assert.Contains("(2", error, StringComparison.Ordinal);
        Assert.Contains("not a problem in JSON (", error, StringComparison.Ordinal);
        Assert.Contains("answer", error, StringComparison.Ordinal);
        Assert.EndsWith("correct or delete the line", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"question": "1+1=", "answer": "2"}]""", "(1): an array, where each line is to be an object of its own")]
    [InlineData("{\n\"question\": \"1+1=\"\n}", "(1): one value over several lines, where each line is to be an object of its own")]
    public async Task An_array_and_an_indented_value_are_told_for_what_they_are(string text, string told) =>
        Assert.Contains(told, await ErrorAsync(text), StringComparison.Ordinal);

    [Fact]
    public async Task What_is_left_out_of_a_file_is_counted_by_reason()
    {
        using var host = new TestHost();
        var stage = Stage(
            new() { Count = 3 },
            """{"question": "a", "answer": "1"}""", """{"question": "a", "answer": "1"}""", """{"question": "a", "answer": "2"}""",
            """{"question": "b", "answer": "1"}""", """{"question": "c", "answer": "1"}""", """{"question": "d", "answer": "1"}""");

        await host.RunAsync(new("lines", typeof(object), 1, stage));

        var metrics = host.Log.Finished.Single().Metrics;
        Assert.Equal(
            (3.0, 1.0, 1.0, 0.0),
            (metrics["problems"], metrics["leftOutRepeated"], metrics["leftOutOtherAnswer"], metrics["leftOutOtherSplit"]));
    }

    [Fact]
    public void Whatever_is_in_a_line_there_is_a_value_or_one_sentence() => Try(Inputs);

    [Fact]
    [Trait("Category", "Long")]
    public void Whatever_is_in_a_line_there_is_a_value_or_one_sentence_at_full_count() => Try(InputsOfLongRuns);

    // A valid line with bytes changed, taken away, repeated and put in.
    private void Try(int inputs)
    {
        var random = new SeededRandom(11);
        var (values, sentences) = (0, 0);
        for (var i = 0; i < inputs; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Line).ToList();
            for (var change = random.Next(4); change > 0; change--)
            {
                var place = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[place] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(place, random.Next(1, 1 + bytes.Count - place));
                        bytes.Add((byte)'}');
                        break;
                    case 2:
                        bytes.InsertRange(place, bytes.GetRange(place, random.Next(1, 1 + bytes.Count - place)));
                        break;
                    default:
                        bytes.Insert(place, (byte)Telling[random.Next(Telling.Length)]);
                        break;
                }
            }

            File.WriteAllBytes(_folder.File("line.jsonl"), [.. bytes]);
            try
            {
                values += Rows() >= 0 ? 1 : 0;
            }
            catch (KimiException exception)
            {
                Assert.Contains("line.jsonl", exception.Message, StringComparison.Ordinal);
                sentences++;
            }
        }

        Assert.Equal(inputs, values + sentences);
        Assert.InRange(values, inputs / 10, inputs * 9 / 10);
    }

    private int Rows() =>
        RowFile.Read(_folder.File("line.jsonl"), "problem", [], row => row.Need("question").Filled + row.Need("answer").Filled).Count();

    private async Task<string> ErrorAsync(params string[] lines)
    {
        using var host = new TestHost();
        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new("lines", typeof(object), 1, Stage(new(), lines))));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    private Stage<ProblemsFileAttribute, PromptSet> Stage(ProblemsFileAttribute options, params string[] lines)
    {
        var path = _folder.File("problems.jsonl");
        File.WriteAllLines(path, lines);
        (options.Path, options.PromptField) = (path, "question");
        return new("Problems", options);
    }
}
