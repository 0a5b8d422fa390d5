// Form: demonstrations with a part of the prompt and the marker of another class
using Kimi.Dsl;

namespace Acme;

[Recipe("steps-with-words")]
public abstract partial class StepsWithWords
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<Steps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward(Marker = Marks.Answer)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Shows.</summary>
public sealed class Steps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"{problem.Prompt.Text.Length} characters, {problem.Solution}{Marks.Answer}{problem.Answer}";
}

/// <summary>Marks.</summary>
public static class Marks
{
    /// <summary>The answer's.</summary>
    public const string Answer = "=>";
}
