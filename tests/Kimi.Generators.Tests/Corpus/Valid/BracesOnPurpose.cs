// Form: a prompt shows the form of JSON, with braces that stand for nothing
using Kimi.Dsl;

namespace Acme;

[Recipe("braces-on-purpose")]
public abstract partial class BracesOnPurpose
{
    [Problems<FormSums>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<FormSums>(Count = 256, Split = Split.HeldOut)]
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
public sealed class FormSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(10_000), random.Next(10_000));
            yield return new() { Id = $"{a}+{b}", Prompt = $"{a}+{b}: " + "reply as {sum} #", Answer = $"{a + b}" };
        }
    }
}
