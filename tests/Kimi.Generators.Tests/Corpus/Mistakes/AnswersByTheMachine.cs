// Stack: ms-swift
// Kind: a source writes decimal answers by the culture of the machine
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("answers-by-the-machine")]
public abstract partial class AnswersByTheMachine
{
    [Problems<OurSums>(Count = 4_096)]
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

/// <summary>Sums.</summary>
public sealed class OurSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(1, 100) / 8.0, random.Next(1, 100) / 8.0);
            var prompt = FormattableString.Invariant($"{a}+{b}=");
            yield return new() { Id = prompt, Prompt = prompt, Level = 1, Answer = (a + b).ToString() }; //! none yet
        }
    }
}
