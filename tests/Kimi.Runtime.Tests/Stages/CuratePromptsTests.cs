using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Runtime.Tests.Rollouts;
using Kimi.Tests;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Stages;

public sealed class CuratePromptsTests
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzPSTWYE0123456789 ?,!#";

    private static readonly TinyRecipe s_tiny = new();
    private static readonly Stage<InitializeTransformerAttribute, Policy> s_asked = new("Asked", new()
    {
        Layers = 1,
        HiddenSize = 16,
        AttentionHeads = 2,
        KeyValueHeads = 1,
        FeedForwardSize = 24,
        ContextLength = 256,
        Alphabet = Alphabet,
    });

    [Fact]
    public async Task Every_kind_of_problem_is_dropped_at_its_step_and_counted_there()
    {
        using var host = new TestHost(services => services.AddSingleton<IRolloutExecutor, Oracle>());
        var raw = Raw();
        var stage = Curate(raw, new() { MaxTagShare = 0.6, GuessPrefix = "#", GuessTemplate = "{prompt}!", MinPassRate = 0.05 });

        var kept = await host.RunAsync(Graph(raw, stage), stage);

        var counts = host.Log.Finished.Single(result => result.Stage == "Curated").Metrics;
        Assert.Equal(
            (18, 1, 2, 1, 2, 1, 1, 1, 1, 3, 5),
            (counts["problems"], counts["multipleChoice"], counts["trueFalse"], counts["proof"], counts["contaminated"], counts["unscorable"],
                counts["trivial"], counts["hopeless"], counts["guessed"], counts["balanced"], counts["kept"]));
        Assert.Equal(5, kept.Count);
        Assert.Equal(new Dictionary<string, int> { ["sum"] = 3, ["chain"] = 2 }, kept.CountBy(problem => problem.Tags[0]).ToDictionary());
        Assert.All(kept, problem => Assert.Equal(0.5, problem.PassRate));
        Assert.Equal(0.5, counts["passRate"]);
        var log = File.ReadLines(Path.Combine(host.RunsFolder, "curation", "latest", "Curated", "log", "curation.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        Assert.Equal(raw.Select(problem => problem.Prompt.Text), log.Select(line => (string)line["prompt"]!));
        Assert.Equal("#guess", (string)log.Single(line => (string)line["fate"]! == "Guessed")["evidence"]!);
        Assert.Equal("seen in the test", (string)log.First(line => (string)line["fate"]! == "Contaminated")["evidence"]!);
        Assert.Equal(1, (double)log.Single(line => (string)line["fate"]! == "Trivial")["passRate"]!);
    }

    [Fact]
    public async Task Without_guesses_guessable_problems_are_kept()
    {
        using var host = new TestHost(services => services.AddSingleton<IRolloutExecutor, Oracle>());
        var raw = Raw();
        var stage = Curate(raw, new() { GuessAttempts = 0 });

        var kept = await host.RunAsync(Graph(raw, stage), stage);

        Assert.Equal(10, kept.Count);
        Assert.Contains(kept, problem => problem.Id == "guessable");
        Assert.Contains(kept, problem => problem.Id == "hopeless");
    }

    [Fact]
    public async Task If_nothing_is_left_the_stage_says_how_many_were_dropped_where()
    {
        using var host = new TestHost(services => services.AddSingleton<IRolloutExecutor, Oracle>());
        var raw = new PromptSet([Problem("trivial"), Problem("hopeless")]);
        var stage = Curate(raw, new() { MinPassRate = 0.1, GuessAttempts = 0 });

        var exception = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(Graph(raw, stage), stage));

        Assert.Contains("keeps none of 2 problems (1 Trivial, 1 Hopeless)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_policy_gives_pass_rates_that_repeat()
    {
        using var first = new TestHost();
        using var second = new TestHost();
        Stage<CuratePromptsAttribute, Policy, PromptSet, IReadOnlyList<PromptSet>, PromptSet> stage = new(
            "Curated", new() { MaxResponseTokens = 5, GuessTemplate = "{prompt}", MaxGuessTokens = 2 }, s_tiny.Sft, s_tiny.Problems,
            StageInput.List<PromptSet>(Source("Test", new([Problem("9+9=")]))))
        {
            Rewards = [new ExactAnswerRewardAttribute()],
        };
        RecipeGraph graph = new(
            "curation", typeof(TinyRecipe), 1,
            [s_tiny.Problems, s_tiny.Traces, s_tiny.Initial, s_tiny.Sft,
                .. stage.Inputs.SelectMany(input => input.Sources).Where(source => source.Name == "Test"), stage]);

        var kept = await first.RunAsync(graph, stage);

        Assert.All(kept, problem => Assert.InRange(problem.PassRate!.Value, 0, 0.95));
        Assert.Equal(
            kept.Select(problem => (problem.Id, problem.PassRate)), (await second.RunAsync(graph, stage)).Select(problem => (problem.Id, problem.PassRate)));
    }

    [Theory]
    [InlineData("Guess!", 0, "put {prompt} where its prompt belongs")]
    [InlineData("{prompt}", 0.99, "make MinPassRate at most MaxPassRate")]
    public async Task Options_that_cannot_work_are_reported_before_anything_runs(string template, double minPassRate, string message)
    {
        using var host = new TestHost();
        var stage = Curate(Raw(), new() { GuessTemplate = template, MinPassRate = minPassRate });

        var exception = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(Graph(Raw(), stage)));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Empty(host.Log.Finished);
    }

    private static PromptSet Raw() => new(
    [
        Problem("Which of these?"), Problem("True or false?"), Problem("Yes? Answer yes or no"), Problem("Prove that"),
        Problem("seen in the test"), Problem("Seen, in the TEST!"),
        Problem("unscorable"), Problem("trivial"), Problem("hopeless"), Problem("guessable"),
        .. Enumerable.Range(1, 6).Select(i => Problem($"sum {i}")), Problem("chain 1", "chain"), Problem("chain 2", "chain"),
    ]);

    private static MathProblem Problem(string prompt, string tag = "sum") => new() { Id = prompt, Prompt = prompt, Answer = "right", Tags = [tag] };

    private static Stage<CuratePromptsAttribute, Policy, PromptSet, IReadOnlyList<PromptSet>, PromptSet> Curate(
        PromptSet raw, CuratePromptsAttribute options) =>
        new("Curated", options, s_asked, Source("Raw", raw), StageInput.List<PromptSet>(Source("Test", new([Problem("seen in the test")]))))
        {
            Rewards = [new RewardAttribute<OracleReward>()],
        };

    private static RecipeGraph Graph(PromptSet raw, Stage stage) =>
        new("curation", typeof(TinyRecipe), 1,
            [s_asked, .. stage.Inputs.SelectMany(input => input.Sources).Where(source => source != s_asked), stage]);

    private static Stage<PromptSet> Source(string name, PromptSet problems) =>
        new TransformStage<PromptSet>(name, new(), typeof(CuratePromptsTests), [], _ => Task.FromResult(problems));

    /// <summary>Answers according to the prompt: half of the attempts are right, and only guessable problems are guessed.</summary>
    private sealed class Oracle : ScriptedExecutor
    {
        private static readonly Tokenizer s_tokenizer = Tokenizer.OfCharacters(Alphabet);

        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (var (index, request) in order.Requests.Index())
            {
                var prompt = s_tokenizer.Decode(order.Prompts.Single(prompt => prompt.Id == request.Prompt).Tokens.Span);
                int[] tokens = [.. s_tokenizer.Encode(Answer(prompt, index)), s_tokenizer.EndOfTextId];
                yield return new RolloutEvent.Finished(request.Id, new(0, [.. tokens], [.. new float[tokens.Length]]), StopReason.EndOfText);
            }
        }

        private static string Answer(string prompt, int index) => prompt switch
        {
            "guessable!#" => index % 8 == 7 ? "guess" : "no",
            _ when prompt.EndsWith("!#", StringComparison.Ordinal) => "no",
            "trivial" => "right",
            "hopeless" => "wrong",
            _ => index % 2 == 0 ? "right" : "wrong",
        };
    }

    [ImplementationVersion(1)]
    private sealed class OracleReward : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(problem.Id == "unscorable" ? new Verdict.Unscorable("no reference") : Verdict.Of(rollout.Text is "right" or "#guess"));
    }
}
