// Stack: TRL
// Kind: the prompt already ends with the tag with which a response must begin
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("think-tag-in-the-prompt")]
public abstract partial class ThinkTagInThePrompt
{
    [Problems<Thoughts>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<Thoughts>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<ThoughtSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [FormatReward(Pattern = "^<think>[^<]*</think>", Weight = 0.5)] //! KIMI6011
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Sums that are to be thought about: the prompt opens the thought.</summary>
public sealed class Thoughts : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        for (; ;)
        {
            var (left, right) = (random.Next(1_000), random.Next(1_000));
            yield return new() { Id = $"{left}+{right}", Prompt = $"{left}+{right}=<think>", Answer = $"{left + right}" };
        }
    }
}

/// <summary>Goes on from there.</summary>
public sealed class ThoughtSteps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"so much</think>#{problem.Answer}";
}
