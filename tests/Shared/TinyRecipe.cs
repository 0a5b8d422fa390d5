using Kimi.Dsl;

namespace Kimi.Tests;

/// <summary>A problem source that counts: "1+1=" has answer "2".</summary>
[ImplementationVersion(1)]
public sealed class Sums : IProblemSource<MathProblem>
{
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(5), random.Next(5));
            yield return new() { Id = $"{a}+{b}", Prompt = $"{a}+{b}=", Answer = $"{a + b}", Level = a < 3 ? 1 : 2, Tags = [a * b == 0 ? "zero" : "plain"] };
        }
    }
}

[ImplementationVersion(1)]
public sealed class SumDemonstrations : IDemonstrationSource<MathProblem>
{
    public string Respond(MathProblem problem, Random random) => $"#{problem.Answer}";
}

/// <summary>A whole small recipe, built by hand as the generator would.</summary>
internal sealed class TinyRecipe
{
    internal TinyRecipe(int seed = 1, FineTuneAttribute? fineTune = null, ReinforceAttribute? reinforce = null, RewardAttribute? reward =
        null, EvaluateAttribute? evaluate = null)
    {
        reward ??= new ExactAnswerRewardAttribute();
        Problems = new("Problems", new ProblemsAttribute<Sums> { Count = 20, Split = Split.All });
        Traces = new("Traces", new DemonstrationsAttribute<SumDemonstrations>(), Problems);
        Initial = new("Initial", new InitializeTransformerAttribute
        {
            Layers = 1,
            HiddenSize = 16,
            AttentionHeads = 2,
            KeyValueHeads = 1,
            FeedForwardSize = 24,
            ContextLength = 16,
            Alphabet = "0123456789+=#",
        });
        Sft = new("Sft", fineTune ?? new() { Steps = 12, BatchSize = 4, WarmupSteps = 2, CheckpointEvery = 3 }, Initial, Traces);
        LongCot = new(
            "LongCot",
            reinforce ?? new()
            {
                Iterations = 6,
                PromptsPerIteration = 4,
                SamplesPerPrompt = 4,
                MaxResponseTokens = 5,
                StepsPerIteration = 2,
                MicroBatchTokens = 64,
                CheckpointEvery = 2,
            },
            Sft,
            Problems)
        {
            Objective = new MirrorDescentAttribute(),
            Samplers = [new PrioritizedSamplerAttribute { Floor = 0.1 }],
            Rewards = [reward],
            Penalties = [new LengthPenaltyAttribute { FromIteration = 1 }],
        };
        Merged = new("Merged", new(), StageInput.List<Policy>(LongCot, Sft));
        Report = new("Report", evaluate ?? new() { MaxResponseTokens = 5 }, StageInput.List<Policy>(Sft, LongCot, Merged), Problems) { Rewards = [reward] };
        Graph = new("tiny", typeof(TinyRecipe), seed, Problems, Traces, Initial, Sft, LongCot, Merged, Report);
    }

    internal Stage<ProblemsAttribute, PromptSet> Problems { get; }

    internal Stage<DemonstrationsAttribute, PromptSet, Demonstrations> Traces { get; }

    internal Stage<InitializeTransformerAttribute, Policy> Initial { get; }

    internal Stage<FineTuneAttribute, Policy, Demonstrations, Policy> Sft { get; }

    internal Stage<ReinforceAttribute, Policy, PromptSet, Policy> LongCot { get; }

    internal Stage<MergeWeightsAttribute, IReadOnlyList<Policy>, Policy> Merged { get; }

    internal Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation> Report { get; }

    internal RecipeGraph Graph { get; }
}
