// Stack: unsloth
// Kind: the form is looked for by an expression whose point does not match line breaks, and responses have them inside of the tags
// Caught: build
using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("blocks-on-one-line", Seed = 3407)]
[Sampling(MaxResponseTokens = 200)]
public abstract partial class BlocksOnOneLine
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<TaggedSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 320)]
    public abstract Policy Initial();

    [FineTune(Steps = 300, BatchSize = 32)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 70)]
    [Grpo]
    [Reward<TaggedAnswer>]
    [SoftFormat(Weight = 0.5)]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<TaggedAnswer>]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}

/// <summary>The digits from the right, each on a line, then the sum.</summary>
public sealed class TaggedSteps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var digits = string.Join('\n', problem.Answer.Reverse());
        return $"<reasoning>\n{digits}\n</reasoning>\n<answer>\n{problem.Answer}\n</answer>";
    }
}

/// <summary>Rewards the form, wherever it stands.</summary>
public sealed class SoftFormatAttribute : RewardAttribute<SoftFormat>
{
    /// <inheritdoc/>
    public override bool DecidesCorrectness => false;
}

/// <summary>Looks for the two blocks.</summary>
public sealed class SoftFormat : IReward<MathProblem>
{
    private static readonly Regex s_blocks = new(@"<reasoning>.*?</reasoning>\s*<answer>.*?</answer>", RegexOptions.CultureInvariant); //! KIMI8023

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(s_blocks.IsMatch(rollout.Text)));
}

/// <summary>Compares the number in the answer's tags.</summary>
public sealed class TaggedAnswer : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var text = rollout.Text.Split("<answer>")[^1].Split("</answer>")[0].Trim();
        return new(Verdict.Of(
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sum) && sum.ToString(CultureInfo.InvariantCulture) == problem.Answer));
    }
}
