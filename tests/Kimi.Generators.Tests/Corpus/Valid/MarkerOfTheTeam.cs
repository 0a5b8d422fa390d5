// Form: a marker of three signs, in demonstrations, reward and format alike, and a stop text with a part of it
using Kimi.Dsl;

namespace Acme;

[Recipe("marker-of-the-team")]
[Sampling(MaxResponseTokens = 64, StopTexts = [Marks.End])]
public abstract partial class MarkerOfTheTeam
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<MarkedSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward(Marker = Marks.Answer)]
    [FormatReward(Pattern = $"^[^=]*{Marks.Answer}-?[0-9]+$", Weight = 0.2)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward(Marker = Marks.Answer)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Texts.</summary>
public static class Marks
{
    /// <summary>What precedes an answer.</summary>
    public const string Answer = "=>>";

    /// <summary>What ends a response.</summary>
    public const string End = "<<=";
}

/// <summary>Says it at once.</summary>
public sealed class MarkedSteps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var thought = random.Next(2) == 0 ? "" : "so ";
        return string.Concat(thought, Marks.Answer, problem.Answer);
    }
}
