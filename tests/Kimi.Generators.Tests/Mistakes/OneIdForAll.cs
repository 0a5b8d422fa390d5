// Mistake: My source gives all of its problems one id
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("one-id-for-all")]
public abstract partial class OneIdForAll
{
    [Problems<DoublesOfOneId>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

/// <summary>DoublesOfOneId of numbers.</summary>
public sealed class DoublesOfOneId : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var number = random.Next(1_000);
            yield return new() { {|KIMI8009:Id = "double"|}, Prompt = $"2*{number}=", Answer = $"{2 * number}" };
        }
    }
}
