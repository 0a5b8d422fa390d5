using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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

    public static TheoryData<string, string> Nulls => new()
    {
        { "item", "stage Kept: demonstration 2 is null: leave it out" },
        { "prompt", "stage Kept: the prompt of demonstration 1 is null: give it one, or leave the demonstration out" },
        { "response", "stage Kept: the response of demonstration 1 is null: give it one, or leave the demonstration out" },
        { "chosen", "stage Kept: the chosen response of preference 1 is null: give it one, or leave the preference out" },
        { "text", "stage Kept: the text of document 1 is null: give it one, or leave the document out" },
        { "question", "stage Kept: the prompt of problem 1 is null: give it one, or leave the problem out" },
        { "id", "stage Kept: problem 1 ('1+1=') has no id: give it one, since ids tell problems apart" },
        { "one id", "stage Kept: problems 1 ('1+1=') and 2 ('1+2=') both have the id 'x': give each an id of its own" },
    };

    [Theory]
    [MemberData(nameof(Nulls))]
    public async Task Parts_that_a_transform_leaves_null_and_ids_that_it_gives_twice_are_told_where_they_arise(string what, string told) =>
        Assert.Equal(told, await ErrorAsync(Kept(() => Odd(what))));

    [Fact]
    public async Task A_required_member_that_is_null_is_told_with_the_stage() => Assert.StartsWith(
        "stage Kept: problem x is a MathProblem, which cannot be stored as JSON (", await ErrorAsync(Kept(() => Odd("answer"))), StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stop_rule_that_does_not_come_back_ends_the_run_with_a_line(bool isOwnEngine)
    {
        using var release = new ManualResetEventSlim();
        s_release = release;

        var error = await ErrorAsync(With(new(), rules: [new StallAttribute()]), limitSeconds: 0.5, services =>
        {
            if (isOwnEngine)
                services.AddSingleton<IRolloutExecutor>(provider => new WithoutRules(provider.GetRequiredService<LocalExecutors>().All[0]));
        });
        release.Set();

        Assert.Equal(
            "stage Tuned: the stop rule [Stall] has not come back from a response for 0.5 s: correct it, or raise Kimi:ComponentTimeLimitSeconds", error);
    }

    [Fact]
    public async Task A_metric_sink_that_does_not_come_back_is_told_and_left_out()
    {
        using var release = new ManualResetEventSlim();
        s_release = release;
        var (sink, warnings) = (new StallingSink(), new Warnings());
        using var host = new TestHost(services => services
            .AddSingleton<IMetricSink>(sink)
            .AddLogging(logging => logging.AddProvider(warnings))
            .Configure<Settings.KimiOptions>(options => options.ComponentTimeLimitSeconds = 0.5));

        await host.RunAsync(With(new()));
        release.Set();

        Assert.Equal(1, sink.Calls);
        Assert.Equal(2, host.Log.Steps.Count(step => step.Stage == "Tuned"));

        // On a machine that is busy with something else the language's own sink may be late too.
        Assert.Equal(
            "StallingSink failed (it has not come back from step 0 of stage Tuned for 0.5 s) and gets no more of this run's metrics",
            Assert.Single(warnings.Messages, message => message.StartsWith(nameof(StallingSink), StringComparison.Ordinal)));
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

    private static Artifact Odd(string what) => what switch
    {
        "item" => new Demonstrations([new("1+1=", "2"), null!]),
        "prompt" => new Demonstrations([new(null!, "2")]),
        "response" => new Demonstrations([new("1+1=", null!)]),
        "chosen" => new Preferences([new("1+1=", null!, "3")]),
        "text" => new Corpus([new(null!)]),
        "question" => new PromptSet([new MathProblem { Id = "x", Prompt = null!, Answer = "2" }]),
        "id" => new PromptSet([new MathProblem { Id = null!, Prompt = "1+1=", Answer = "2" }]),
        "one id" => new PromptSet([
            new MathProblem { Id = "x", Prompt = "1+1=", Answer = "2" }, new MathProblem { Id = "x", Prompt = "1+2=", Answer = "3" },
        ]),
        _ => new PromptSet([new MathProblem { Id = "x", Prompt = "1+1=", Answer = null! }]),
    };

    // All but the last one throw where they are made, so the type of the stage does not matter.
    private static RecipeGraph Kept(Func<Artifact> make) => new(
        "guarded", typeof(GuardTests), 1,
        new TransformStage<PromptSet>("Kept", new(), typeof(GuardTests), [], _ => Task.FromResult((PromptSet)make())));

    private static Task<string> ErrorAsync(Func<TinyRecipe, RecipeGraph> graph) => ErrorAsync(graph(new TinyRecipe()));

    private static async Task<string> ErrorAsync(RecipeGraph graph, double limitSeconds = 3600, Action<IServiceCollection>? configure = null)
    {
        using var host = new TestHost(services =>
        {
            services.Configure<Settings.KimiOptions>(options => options.ComponentTimeLimitSeconds = limitSeconds);
            configure?.Invoke(services);
        });
        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.RunAsync(graph));
        Assert.True(error is KimiException or StageFailedException, error.ToString());
        return error.Message;
    }

    private static RecipeGraph With(
        TinyRecipe tiny, IReadOnlyList<SamplerAttribute>? samplers = null, IReadOnlyList<PenaltyAttribute>? penalties = null,
        IReadOnlyList<RolloutRuleAttribute>? rules = null)
    {
        var options = new ReinforceAttribute { Iterations = 2, PromptsPerIteration = 4, SamplesPerPrompt = 4, MaxResponseTokens = 5, StepsPerIteration = 2 };
        var tuned = new Stage<ReinforceAttribute, Policy, PromptSet, Policy>("Tuned", options, tiny.Initial, tiny.Problems)
        {
            Objective = new MirrorDescentAttribute(),
            Samplers = samplers ?? [],
            Rewards = [new ExactAnswerRewardAttribute()],
            Penalties = penalties ?? [],
            RolloutRules = rules ?? [],
        };
        return new("guarded", typeof(GuardTests), 1, tiny.Problems, tiny.Initial, tuned);
    }

    private sealed class StallAttribute : RolloutRuleAttribute<Stall>;

    private sealed class Stall : IStopRule
    {
        public StopReason? Check(ReadOnlySpan<int> turn)
        {
            s_release!.Wait();
            return null;
        }
    }

    /// <summary>An engine that leaves stop rules to the runtime.</summary>
    private sealed class WithoutRules(IRolloutExecutor executor) : IRolloutExecutor
    {
        public string Name => executor.Name;

        public ExecutorCapabilities Capabilities { get; } = executor.Capabilities with { AppliesStopRules = false };

        public IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, CancellationToken cancellationToken) =>
            executor.ExecuteAsync(order, cancellationToken);
    }

    private sealed class StallingSink : IMetricSink
    {
        public int Calls { get; private set; }

        public void Record(StepMetrics metrics)
        {
            Calls++;
            s_release!.Wait();
        }
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
