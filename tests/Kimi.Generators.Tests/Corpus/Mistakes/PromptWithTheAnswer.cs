// Stack: SkyRL
// Kind: the prompt has the answer
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("prompt-with-the-answer")]
public abstract partial class PromptWithTheAnswer
{
    [Problems<Doubles>(Count = 4_096)]
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

/// <summary>Doubles.</summary>
public sealed class Doubles : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var number = random.Next(1_000);
            var answer = $"{2 * number}";
            yield return new() { Id = $"{number}", Prompt = $"2*{number}={answer}", Answer = answer }; //! KIMI8019
        }
    }
}
