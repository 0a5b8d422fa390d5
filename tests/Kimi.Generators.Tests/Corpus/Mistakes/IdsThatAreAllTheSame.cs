// Stack: TRL
// Kind: every problem of a source has one id
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ids-that-are-all-the-same")]
public abstract partial class IdsThatAreAllTheSame
{
    [Problems<Doubles>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

/// <summary>Doubles of numbers.</summary>
public sealed class Doubles : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var number = random.Next(1_000);
            yield return new() { Id = "double", Prompt = $"2*{number}=", Answer = $"{2 * number}" }; //! KIMI8009
        }
    }
}
