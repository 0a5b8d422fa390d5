using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Guards;

/// <summary>Components of a team that misbehave, each in a run: told with stage, component and what it was at work on.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public async Task An_invalid_weight_ends_the_run(double weight)
    {
        var error = await ErrorAsync(tiny => With(tiny, samplers: [new WeighAttribute { Weight = weight }]));

        Assert.Matches(@"^stage Tuned: \[Weigh\] gave problem \d\+\d an invalid weight, .+, in iteration 0: return a finite number of 0 or more$", error);
    }

    [Theory]
    [InlineData("null", "gave 0 values for 4 responses to problem ")]
    [InlineData("few", "gave 1 values for 4 responses to problem ")]
    [InlineData("NaN", "gave a response to problem ")]
    [InlineData("throw", "failed on the responses to problem ")]
    public async Task A_penalty_that_misbehaves_ends_the_run(string how, string told)
    {
        var error = await ErrorAsync(tiny => With(tiny, penalties: [new OddPenaltyAttribute { How = how }]));

        Assert.StartsWith($"stage Tuned: [OddPenalty] {told}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sampler_that_throws_is_named_with_the_problem()
    {
        var error = await ErrorAsync(tiny => With(tiny, samplers: [new WeighAttribute { Weight = 7 }]));

        Assert.Matches(@"^stage Tuned: \[Weigh\] failed on problem \d\+\d: seven is out$", error);
    }

    [Fact]
    public async Task A_source_that_throws_is_named_with_the_item()
    {
        var problems = new Stage<ProblemsAttribute, PromptSet>("Problems", new ProblemsAttribute<Dry> { Count = 20, Split = Split.All });

        Assert.Equal("stage Problems: Dry failed on item 3: the well is dry", await ErrorAsync(new RecipeGraph("guarded", typeof(GuardTests), 1, problems)));
    }

    [Theory]
    [InlineData(true, "Mute gave null for problem ")]
    [InlineData(false, "Mute failed on problem ")]
    public async Task A_demonstration_source_that_gives_null_or_throws_is_named_with_the_problem(bool isNull, string told)
    {
        var tiny = new TinyRecipe();
        var traces = new Stage<DemonstrationsAttribute, PromptSet, Demonstrations>("Traces", new MuteAttribute { IsNull = isNull }, tiny.Problems);

        var error = await ErrorAsync(new RecipeGraph("guarded", typeof(GuardTests), 1, tiny.Problems, traces));

        Assert.StartsWith($"stage Traces: {told}", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "answered for 0 of 3 documents")]
    [InlineData("few", "answered for 1 of 3 documents")]
    [InlineData("item", "answered null for document 1")]
    [InlineData("throw", "failed on 3 documents: no")]
    public async Task A_corpus_rule_that_misbehaves_ends_the_run(string how, string told)
    {
        var raw = new Stage<DocumentsAttribute, Corpus>("Raw", new DocumentsAttribute<Three> { Count = 3 });
        var refined = new Stage<RefineCorpusAttribute, Corpus, Corpus, Corpus>("Refined", new(), raw, raw)
        {
            CorpusRules = [new OddRuleAttribute { How = how }],
        };

        var error = await ErrorAsync(new RecipeGraph("guarded", typeof(GuardTests), 1, raw, refined));

        Assert.StartsWith($"stage Refined: [OddRule] {told}", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "stage Kept: it gave null: return its artifact")]
    [InlineData(false, "stage Kept: the transform failed on its inputs: no")]
    public async Task A_transform_that_gives_null_or_throws_is_told(bool isNull, string told)
    {
        var tiny = new TinyRecipe();
        var kept = new TransformStage<PromptSet>(
            "Kept", new(), typeof(GuardTests), [tiny.Problems],
            _ => isNull ? Task.FromResult<PromptSet>(null!) : throw new InvalidOperationException("no"));

        Assert.Equal(told, await ErrorAsync(new RecipeGraph("guarded", typeof(GuardTests), 1, tiny.Problems, kept)));
    }

    [Theory]
    [InlineData("Tuned")]
    [InlineData("Kept")]
    public async Task A_component_that_does_not_come_back_ends_the_run_with_a_line(string stage)
    {
        // Held until the test is over, so that the run ends while it hangs.
        using var release = new ManualResetEventSlim();
        s_release = release;
        var tiny = new TinyRecipe();
        var kept = new TransformStage<PromptSet>("Kept", new(), typeof(GuardTests), [tiny.Problems], _ =>
        {
            release.Wait();
            return Task.FromResult(new PromptSet([]));
        });
        var graph = stage == "Kept"
            ? new RecipeGraph("guarded", typeof(GuardTests), 1, tiny.Problems, kept)
            : With(tiny, samplers: [new WeighAttribute { Weight = 8 }]);

        var error = await ErrorAsync(graph, limitSeconds: 0.5);
        release.Set();

        Assert.Matches(
            @"^stage (Tuned: \[Weigh\] has not come back from problem \d\+\d|Kept: the transform has not come back from its inputs) for 0\.5 s: correct it, ",
            error);
    }

    private static ManualResetEventSlim? s_release;

    private static Task<string> ErrorAsync(Func<TinyRecipe, RecipeGraph> graph) => ErrorAsync(graph(new TinyRecipe()));

    private static async Task<string> ErrorAsync(RecipeGraph graph, double limitSeconds = 3600)
    {
        using var host = new TestHost(services => services.Configure<Settings.KimiOptions>(options => options.ComponentTimeLimitSeconds = limitSeconds));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.RunAsync(graph));
        Assert.True(error is KimiException or StageFailedException, error.ToString());
        return error.Message;
    }

    private static RecipeGraph With(TinyRecipe tiny, IReadOnlyList<SamplerAttribute>? samplers = null, IReadOnlyList<PenaltyAttribute>? penalties = null)
    {
        var options = new ReinforceAttribute { Iterations = 2, PromptsPerIteration = 4, SamplesPerPrompt = 4, MaxResponseTokens = 5, StepsPerIteration = 2 };
        var tuned = new Stage<ReinforceAttribute, Policy, PromptSet, Policy>("Tuned", options, tiny.Initial, tiny.Problems)
        {
            Objective = new MirrorDescentAttribute(),
            Samplers = samplers ?? [],
            Rewards = [new ExactAnswerRewardAttribute()],
            Penalties = penalties ?? [],
        };
        return new("guarded", typeof(GuardTests), 1, tiny.Problems, tiny.Initial, tuned);
    }

    private sealed class WeighAttribute : SamplerAttribute<Weigh>
    {
        public double Weight { get; set; }
    }

    private sealed class Weigh(WeighAttribute options) : ISampler
    {
        public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
        {
            if (options.Weight == 8)
                s_release!.Wait();
            return options.Weight != 7 ? options.Weight : throw new InvalidOperationException("seven is out");
        }
    }

    private sealed class OddPenaltyAttribute : PenaltyAttribute<OddPenalty>
    {
        public string How { get; set; } = "";
    }

    private sealed class OddPenalty(OddPenaltyAttribute options) : IPenalty
    {
        public double[] Apply(RolloutGroup group, TrainingProgress progress) => options.How switch
        {
            "null" => null!,
            "few" => [0],
            "NaN" => [.. group.Select(_ => double.NaN)],
            _ => throw new InvalidOperationException("no"),
        };
    }

    private sealed class OddRuleAttribute : CorpusRuleAttribute<OddRule>
    {
        public string How { get; set; } = "";
    }

    private sealed class OddRule(OddRuleAttribute options) : ICorpusRule
    {
        public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context) => options.How switch
        {
            "null" => null!,
            "few" => [new RefinedDocument.Dropped("")],
            "item" => [new RefinedDocument.Dropped(""), null!, new RefinedDocument.Dropped("")],
            _ => throw new InvalidOperationException("no"),
        };
    }

    private sealed class Three : IDocumentSource
    {
        public IEnumerable<Document> Documents(Random random) => [new("a"), new("b"), new("c")];
    }

    private sealed class Dry : IProblemSource<MathProblem>
    {
        public IEnumerable<MathProblem> Problems(Random random)
        {
            yield return new() { Id = "1", Prompt = "1", Answer = "" };
            yield return new() { Id = "2", Prompt = "2", Answer = "" };
            throw new InvalidOperationException("the well is dry");
        }
    }

    private sealed class MuteAttribute : DemonstrationsAttribute<Mute>
    {
        public bool IsNull { get; set; }
    }

    private sealed class Mute(MuteAttribute options) : IDemonstrationSource<MathProblem>
    {
        public string Respond(MathProblem problem, Random random) => options.IsNull ? null! : throw new InvalidOperationException("no");
    }
}
