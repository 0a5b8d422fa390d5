// Stack: torchtune
// Kind: a variant is evaluated on easier problems than the base that it is compared with
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("variant-measured-on-others")]
public abstract partial class VariantMeasuredOnOthers
{
    [Problems<AdditionProblems>(Count = 8_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 384)]
    public abstract Policy Initial();

    [FineTune(Steps = 800, BatchSize = 32)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 100, PromptsPerIteration = 32)]
    [Grpo]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>The same by Dr. GRPO.</summary>
[Recipe("variant-measured-on-others-dr")]
public abstract partial class ByDrGrpo : VariantMeasuredOnOthers
{
    [Reinforce(Iterations = 100, PromptsPerIteration = 32)]
    [DrGrpo]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);

    [Problems<TwoDigits>(Count = 512, Split = Split.HeldOut)] //! none yet
    public abstract override PromptSet HeldOut();
}

/// <summary>Sums of numbers of two digits.</summary>
public sealed class TwoDigits : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (left, right) = (random.Next(10, 100), random.Next(10, 100));
            yield return new() { Id = $"{left}+{right}", Prompt = $"{left}+{right}=", Answer = $"{left + right}" };
        }
    }
}
