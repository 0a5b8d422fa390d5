using Kimi.Dsl;
using Kimi.Generators.Tests.Harness;
using Kimi.Generators.Validation;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Tests.Rules;

/// <summary>The compiler reckons the memory of a stage as the stage's own estimate does, of which <c>plan</c> tells.</summary>
public sealed class MemoryEstimateTests
{
    private const string Recipe = """
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Small();
            [InitializeTransformer(
                Layers = 3, HiddenSize = 64, AttentionHeads = 8, KeyValueHeads = 4, HeadSize = 16, FeedForwardSize = 200, ContextLength = 200,
                TieEmbeddings = false, Alphabet = "0123456789+= ")]
            public abstract Policy Shaped();
            [InitializeTransformer(Layers = 24, HiddenSize = 1024, AttentionHeads = 16, KeyValueHeads = 8, FeedForwardSize = 4096, ContextLength = 2048)]
            public abstract Policy Large();
            [Problems<Sums>] public abstract PromptSet Many();
            [Problems<Sums>(Count = 3, Split = Split.HeldOut)] public abstract PromptSet Few();
            [Demonstrations<Steps>(PerProblem = 2)] public abstract Demonstrations Traces(PromptSet many);
            [FineTune] public abstract Policy SmallTuned(Policy small, Demonstrations traces);
            [FineTune(BatchSize = 5)] public abstract Policy ShapedTuned(Policy shaped, Demonstrations traces);
            [FineTune(BatchSize = 256)] public abstract Policy LargeTuned(Policy large, Demonstrations traces);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy SmallReinforced(Policy smallTuned, PromptSet many);
            [Reinforce(PromptsPerIteration = 4, SamplesPerPrompt = 3), MirrorDescent, ExactAnswerReward] public abstract Policy ShapedReinforced(Policy shapedTuned, PromptSet many);
            [Reinforce(PromptsPerIteration = 512, MicroBatchTokens = 7000), MirrorDescent, ExactAnswerReward] public abstract Policy LargeReinforced(Policy largeTuned, PromptSet many);
            [MergeWeights] public abstract Policy Merged(Policy shapedReinforced, Policy shapedTuned, Policy shaped);
            [Evaluate, ExactAnswerReward] public abstract Evaluation ManyReport(Policy merged, PromptSet many);
            [Evaluate(SamplesPerPrompt = 4), ExactAnswerReward] public abstract Evaluation FewReport(Policy smallReinforced, Policy large, Policy merged, PromptSet few);
            [Evaluate, ExactAnswerReward] public abstract Evaluation LargeReport(Policy largeReinforced, Policy smallReinforced, PromptSet few);
        }
        """;

    [Fact]
    public void Both_come_to_the_same_bytes()
    {
        var compilation = Compilations.Create(Recipe);
        var symbol = compilation.GetTypeByMetadataName("R")!;
        var compiled = AnalyzedRecipe.Of(symbol, compilation, CancellationToken.None).Checked;
        var facts = new RecipeFacts();
        var reckoned = compiled.Stages.Where(s => s.Output.Name is not ("Kimi.Dsl.PromptSet" or "Kimi.Dsl.Demonstrations")).ToDictionary(s => s.Name, s => MemoryRule.Bytes(s, facts));
        var estimates = new Dictionary<Stage, StageEstimate>();
        foreach (var stage in Assemblies.Load(Recipe).Graph("r").Stages)
            estimates[stage] = stage.Options.Estimate([.. stage.Inputs.SelectMany(input => input.Sources).Select(source => estimates[source])]);
        var planned = estimates.Where(e => reckoned.ContainsKey(e.Key.Name)).ToDictionary(e => e.Key.Name, e => (long?)Bytes(e.Value));
        Assert.Equal(13, planned.Count);
        Assert.Equal(planned, reckoned);
    }

    // As Kimi.Runtime plans a stage, with its options as they are by default.
    private static long Bytes(StageEstimate estimate) => estimate.Bytes + estimate.CacheBytes(Math.Min(estimate.ResponsesAtOnce, MemoryRule.RolloutSlots));
}
