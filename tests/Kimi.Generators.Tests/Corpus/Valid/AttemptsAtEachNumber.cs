// Form: one of several attempts at each number
using Kimi.Dsl;

namespace Acme;

[Recipe("attempts-at-each-number")]
public abstract partial class AttemptsAtEachNumber
{
    [Problems<AttemptsAtEachNumberSource>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AttemptsAtEachNumberSource>(Count = 256, Split = Split.HeldOut)]
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
public sealed class AttemptsAtEachNumberSource : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        for (var number = 2; ; number++)
        {
            while (true)
            {
                var factor = random.Next(2, 100);
                if (number % factor == 1)
                    continue;
                yield return new() { Id = $"{number}", Prompt = $"{number} mod {factor}=", Answer = $"{number % factor}" };
                break;
            }
        }
    }
}
