// Stack: verl
// Kind: a source draws by a seed of its own, whatever the seed of the recipe
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("source-with-a-seed-of-its-own")]
public abstract partial class SourceWithASeedOfItsOwn
{
    [Problems<SourceWithASeedOfItsOwnSource>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<SourceWithASeedOfItsOwnSource>(Count = 256, Split = Split.HeldOut)]
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
public sealed class SourceWithASeedOfItsOwnSource : IProblemSource<MathProblem>
{
    private readonly Random _draw = new(42); //! KIMI8007

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (_draw.Next(1_000), _draw.Next(1_000));
            yield return new() { Id = $"{a}+{b}", Prompt = $"{a}+{b}=", Answer = $"{a + b}" };
        }
    }
}
