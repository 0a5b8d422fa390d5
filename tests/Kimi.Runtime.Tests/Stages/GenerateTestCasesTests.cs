using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Runtime.Tests.Rollouts;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>Test cases from generators: ten problems, with submissions of which some are wrong though they are marked right. All counts are by hand.</summary>
/// <remarks>Every problem asks for 2x, and the generators give x = 1 to 50 unless said otherwise.</remarks>
public sealed class GenerateTestCasesTests
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789+-*/% ";
    private const string Right = "x 2 *";

    // Right at x = 2 alone; up to x = 20; but for x = 30, where it divides by zero.
    private const string Square = "x dup *";
    private const string Clipped = "x 2 * 40 min";
    private const string Crashing = "x 2 * 1 x 30 - / drop";

    private static readonly Stage<InitializeTransformerAttribute, Policy> s_writer = new("Writer", new()
    {
        Layers = 1,
        HiddenSize = 16,
        AttentionHeads = 2,
        KeyValueHeads = 1,
        FeedForwardSize = 24,
        ContextLength = 64,
        Alphabet = Alphabet,
    });

    [Fact]
    public async Task Ten_problems_fall_or_stay_at_their_step()
    {
        var problems = new PromptSet(
        [
            Problem("all right", (10, Right)),
            Problem("one wrong", (9, Right), (1, Square)),
            Problem("two wrong", (8, Right), (2, Square)),
            Problem("four wrong alike", (6, Right), (4, Square)),
            Problem("seven wrong alike", (3, Right), (7, Square)),
            Problem("four crash once", (6, Right), (4, Crashing)),
            Problem("four clipped", (6, Right), (4, Clipped)),
            Problem("special judge", (10, Right)) with { Comparison = new OutputComparison.Checker(ProgramLanguage.Postfix, "0") },
            Problem("nine submissions", (9, Right)),
            Problem("narrow", (10, Right)),
        ]);
        var (kept, host) = await RunAsync(problems);
        using (host)
        {
            Assert.Equal(
                [
                    ("all right", "Kept", 50, 50, 10),
                    ("one wrong", "Kept", 50, 50, 9),
                    ("two wrong", "FewPass", 50, 50, 8),

                    // All ten agree at x = 2, elsewhere six.
                    ("four wrong alike", "FewCases", 50, 1, 10),

                    // The seven make the expected outputs, and three do not pass.
                    ("seven wrong alike", "FewPass", 50, 50, 7),

                    // At x = 30 six agree, and four crashes agree with none.
                    ("four crash once", "Kept", 50, 49, 10),
                    ("four clipped", "FewCases", 50, 20, 10),
                    ("special judge", "SpecialJudge", 0, 0, 0),
                    ("nine submissions", "FewSubmissions", 0, 0, 0),

                    // x = 1 to 30, and then 30 again.
                    ("narrow", "FewCases", 30, 30, 10),
                ],
                Lines(host, "test-cases").Select(line => (
                    (string)line["problem"]!, (string)line["fate"]!, (int)line["inputs"]!, (int)line["cases"]!, (int)line["passing"]!)));
            Assert.Equal(["all right", "one wrong", "four crash once"], kept.Select(problem => problem.Id));
            var tests = Assert.IsType<CodeTests.Streams>(Assert.IsType<CodeProblem>(kept[2]).Tests).Tests;
            Assert.Equal(Enumerable.Range(1, 50).Except([30]).Select(x => new StreamTest($"{x}\n", $"{2 * x}\n")), tests);

            Assert.Equal(
                [("problems", 10, 1.0, 1_000), ("withoutSpecialJudge", 9, 0.9, 614), ("withEnoughCases", 5, 5 / 9.0, 463), ("kept", 3, 0.6, 323)],
                Lines(host, "ledger").Select(line => ((string)line["step"]!, (int)line["count"]!, (double)line["share"]!, (int)line["paper"]!)));
            Assert.Equal(
                (10.0, 9.0, 5.0, 3.0, 1.0, 1.0, 3.0, 2.0),
                (Metric("problems"), Metric("withoutSpecialJudge"), Metric("withEnoughCases"), Metric("kept"), Metric("specialJudge"), Metric("fewSubmissions"),
                    Metric("fewCases"), Metric("fewPass")));
        }

        double Metric(string name) => host.Log.Finished.Single(result => result.Stage == "Tests").Metrics[name];
    }

    [Fact]
    public async Task The_numbers_are_options()
    {
        var problems = new PromptSet([Problem("four clipped", (6, Right), (4, Clipped)), Problem("half", (5, Right), (5, Square))]);

        var (kept, host) = await RunAsync(
            problems, new() { Cases = 5, Submissions = 6, Agreeing = 3, MinCases = 5, Passing = 6, Language = ProgramLanguage.Postfix });

        // Six of ten are drawn. Within x = 1 to 5 the clipped ones are right; of the other problem, no six are alike.
        using (host)
            Assert.Equal(("four clipped", 5), (Assert.Single(kept.Problems).Id, ((CodeProblem)kept[0]).Tests.Count));
    }

    [Fact]
    public async Task When_no_problem_is_left_the_counts_are_told()
    {
        var problems = new PromptSet([Problem("nonsense", (10, Right)), Problem("two wrong", (8, Right), (2, Square))]);

        var error = await Assert.ThrowsAsync<KimiException>(() => RunAsync(problems));

        Assert.Equal(
            "stage Tests keeps none of 2 problems (1 NoInputs, 1 FewPass): take others, another policy, or loosen what it demands", error.Message);
    }

    [Fact]
    public async Task A_language_that_the_sandbox_lacks_is_told_before_anything_runs()
    {
        var error = await Assert.ThrowsAsync<KimiException>(
            () => RunAsync(new([Problem("all right", (10, Right))]), new() { Language = ProgramLanguage.Python }));

        Assert.Equal(
            "stage Tests has generators in Python, which the sandbox, postfix interpreter, does not run: "
            + "register one that does, or set Language to one of Postfix",
            error.Message);
    }

    private static CodeProblem Problem(string prompt, params (int Count, string Source)[] submissions) => new()
    {
        Id = prompt,
        Prompt = prompt,
        Language = ProgramLanguage.Postfix,
        Tests = new CodeTests.Streams([]),
        Submissions = [.. submissions.SelectMany(entry => Enumerable.Repeat(new Submission(entry.Source, IsRight: true), entry.Count))],
    };

    private static async Task<(PromptSet Kept, TestHost Host)> RunAsync(PromptSet problems, GenerateTestCasesAttribute? options = null)
    {
        options ??= new() { Language = ProgramLanguage.Postfix };
        options.Template = "{prompt}";
        options.MaxResponseTokens = 16;
        var raw = new TransformStage<PromptSet>("Raw", new(), typeof(GenerateTestCasesTests), [], _ => Task.FromResult(problems));
        var stage = new Stage<GenerateTestCasesAttribute, Policy, PromptSet, PromptSet>("Tests", options, s_writer, raw);
        var host = new TestHost(services => services.AddSingleton<IRolloutExecutor, Writer>());
        try
        {
            return (await host.RunAsync(new("cases", typeof(GenerateTestCasesTests), 1, s_writer, raw, stage), stage), host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private static List<JsonNode> Lines(TestHost host, string name) =>
        [.. File.ReadLines(Path.Combine(host.RunsFolder, "cases", "latest", "Tests", "log", $"{name}.jsonl")).Select(line => JsonNode.Parse(line)!)];

    /// <summary>Writes generators: the number of the case, or something of it.</summary>
    private sealed class Writer : ScriptedExecutor
    {
        private static readonly Tokenizer s_tokenizer = Tokenizer.OfCharacters(Alphabet);

        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (var request in order.Requests)
            {
                var prompt = s_tokenizer.Decode(order.Prompts.Single(prompt => prompt.Id == request.Prompt).Tokens.Span);
                var program = prompt switch { "narrow" => "x 30 min", "nonsense" => "print x", _ => "x" };
                int[] tokens = [.. s_tokenizer.Encode(program), s_tokenizer.EndOfTextId];
                yield return new RolloutEvent.Finished(request.Id, new(0, [.. tokens], [.. new float[tokens.Length]]), StopReason.EndOfText);
            }
        }
    }
}
