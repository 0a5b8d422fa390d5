// Form: demonstrations write their marker by a format, in a loop, or by a builder
using System.Globalization;
using System.Text;
using Kimi.Dsl;

namespace Acme;

[Recipe("traces-by-a-format")]
public abstract partial class TracesByAFormat
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<BuiltSteps>]
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

/// <summary>Counts up to the sum, and states it.</summary>
public sealed class BuiltSteps : IDemonstrationSource<MathProblem>
{
    private const char Mark = '#';

    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var text = new StringBuilder();
        foreach (var digit in problem.Answer.Reverse())
            text.Append(CultureInfo.InvariantCulture, $"{digit},");
        if (random.NextDouble() < 0.1)
            text.Append(" hm");
        return text.Append(Mark).Append(problem.Answer).ToString();
    }
}
