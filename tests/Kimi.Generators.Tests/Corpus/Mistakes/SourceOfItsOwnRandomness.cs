// Stack: prime-rl
// Kind: a source of problems draws from the shared random generator
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("source-of-its-own-randomness")]
public abstract partial class SourceOfItsOwnRandomness
{
    [Problems<Coins>(Count = 64)]
    public abstract PromptSet Problems();

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
}

/// <summary>Coins.</summary>
public sealed class Coins : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var coin = Random.Shared.Next(1_000_000); //! KIMI8007
            yield return new() { Id = $"{coin}", Prompt = $"{coin}=", Answer = $"{coin}" };
        }
    }
}
