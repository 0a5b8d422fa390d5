// Form: a source draws by a generator that is seeded by the given one
using Kimi.Dsl;

namespace Acme;

[Recipe("draws-by-a-child-seed")]
public abstract partial class DrawsByAChildSeed
{
    [Problems<DrawsByAChildSeedSource>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<DrawsByAChildSeedSource>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Sums.</summary>
public sealed class DrawsByAChildSeedSource : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        var draw = new Random(random.Next());
        while (true)
        {
            var (a, b) = (draw.Next(1_000), draw.Next(1_000));
            yield return new() { Id = $"{a}+{b}", Prompt = $"{a}+{b}=", Answer = $"{a + b}" };
        }
    }
}
