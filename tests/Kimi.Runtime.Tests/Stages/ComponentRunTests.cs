using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>
/// Every component of the language that reinforcement takes, in a run: registered, created with its options, and with an effect, or at least without harm.
/// Corpus rules, rewards by a model, and those for programs have tests of their own.
/// </summary>
public sealed class ComponentRunTests
{
    /// <summary>The names of all components that can be created without arguments.</summary>
    public static TheoryData<string> Components =>
    [
        .. typeof(ComponentAttribute).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: false, IsGenericType: false } && type.IsSubclassOf(typeof(ComponentAttribute)))
            .Where(type => !type.IsSubclassOf(typeof(CorpusRuleAttribute)) && !type.IsDefined(typeof(TakesRewardModelAttribute), inherit: true))
            .Where(type => type != typeof(ServedJudgeAttribute) && type != typeof(TestCaseRewardAttribute))
            .Select(type => type.Name),
    ];

    [Theory]
    [MemberData(nameof(Components))]
    public async Task A_component_of_the_language_takes_part_in_a_run(string name)
    {
        var component = (ComponentAttribute)Activator.CreateInstance(typeof(ComponentAttribute).Assembly.GetType($"Kimi.Dsl.{name}")!)!;
        using var host = new TestHost();
        var tiny = new TinyRecipe();
        var options = new ReinforceAttribute { Iterations = 3, PromptsPerIteration = 4, SamplesPerPrompt = 4, MaxResponseTokens = 5, StepsPerIteration = 2 };
        var stage = new Stage<ReinforceAttribute, Policy, PromptSet, Policy>("LongCot", options, tiny.Sft, tiny.Problems)
        {
            Objective = component as ObjectiveAttribute ?? new MirrorDescentAttribute(),
            Samplers = [.. One<SamplerAttribute>(component)],
            // About every other response is of even length, so that an untrained policy has something to learn.
            Rewards = [new RewardAttribute<EvenLength>(), .. One<RewardAttribute>(component)],
            Penalties = [.. One<PenaltyAttribute>(component)],
            RolloutRules = [.. One<RolloutRuleAttribute>(component)],
            Correction = component as CorrectionAttribute,
        };

        await host.RunAsync(new RecipeGraph("component", typeof(object), 1, tiny.Problems, tiny.Traces, tiny.Initial, tiny.Sft, stage));

        var steps = host.Log.Steps.Where(step => step.Stage == "LongCot").ToList();
        Assert.Equal(3, steps.Count);
        Assert.Contains(steps, step => step.Values.TryGetValue("loss", out var loss) && double.IsFinite(loss));
    }

    [Fact]
    public async Task A_correction_records_its_weights_and_a_stage_without_one_does_not()
    {
        // The engine here computes as the trainer does, up to rounding.
        foreach (var correction in new CorrectionAttribute?[] { new MaskedImportanceAttribute(), null })
        {
            using var host = new TestHost();
            var tiny = new TinyRecipe();
            var options = new ReinforceAttribute { Iterations = 3, PromptsPerIteration = 4, MaxResponseTokens = 5, StepsPerIteration = 2 };
            var stage = new Stage<ReinforceAttribute, Policy, PromptSet, Policy>("LongCot", options, tiny.Sft, tiny.Problems)
            {
                Objective = new GrpoAttribute(),
                Rewards = [new RewardAttribute<EvenLength>()],
                Correction = correction,
            };

            await host.RunAsync(new RecipeGraph("correction", typeof(object), 1, tiny.Problems, tiny.Traces, tiny.Initial, tiny.Sft, stage));

            foreach (var step in host.Log.Steps.Where(step => step.Stage == "LongCot" && step.Values.ContainsKey("loss")))
            {
                Assert.Equal(correction is not null, step.Values.TryGetValue("importanceWeight", out var weight));
                Assert.Equal(correction is not null, step.Values.TryGetValue("importanceCut", out var cut));
                Assert.Equal(correction is null ? 0 : 1, weight, 1e-3);
                Assert.Equal(0, cut);
            }
        }
    }

    [Fact]
    public async Task A_problem_that_cannot_be_scored_is_dropped_once_others_were()
    {
        // One problem an iteration: in some of them nothing at all is scored.
        using var host = new TestHost();
        var recipe = new TinyRecipe(
            reinforce: new() { Iterations = 16, PromptsPerIteration = 1, SamplesPerPrompt = 4, MaxResponseTokens = 5, StepsPerIteration = 1 },
            reward: new RewardAttribute<NoZeros>());

        await host.RunAsync(recipe.Graph, new() { Until = recipe.LongCot });

        var dropped = host.Log.Steps.Last(step => step.Stage == "LongCot").Values["promptsDropped.Unscored"];
        Assert.InRange(dropped, 1, 15);
    }

    private static IEnumerable<T> One<T>(ComponentAttribute component)
        where T : ComponentAttribute => component is T one ? [one] : [];

    [ImplementationVersion(1)]
    private sealed class EvenLength : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(Verdict.Of(rollout.Text.Length % 2 == 0));
    }

    [ImplementationVersion(1)]
    private sealed class NoZeros : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
            new(problem.Prompt.Text.StartsWith('0') ? new Verdict.Unscorable("zeros have no answer") : Verdict.Of(rollout.Text.Length % 2 == 0));
    }
}
