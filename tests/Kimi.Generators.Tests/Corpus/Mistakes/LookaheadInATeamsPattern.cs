// Stack: TRL
// Kind: a pattern of a team must take linear time, and looks ahead
// Caught: build
using Kimi.Dsl;
using System.Text.RegularExpressions;

namespace Acme;

[Recipe("lookahead-in-a-teams-pattern")]
public abstract partial class LookaheadInATeamsPattern
{
    private const string Open = "<think>";
    private const string Close = ".*</think>";

    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
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
    [Sections(Pattern = Open + "(?!.*" + Open + ")" + Close)] //! KIMI5001
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks for sections.</summary>
public sealed class SectionsAttribute : RewardAttribute<Sections>
{
    /// <inheritdoc/>
    public override bool DecidesCorrectness => false;

    /// <summary>The form. Default: a thought.</summary>
    [LinearPattern]
    public string Pattern { get; set; } = "<think>.*</think>";
}

/// <summary>The judge.</summary>
/// <param name="options">Its options.</param>
public sealed class Sections(SectionsAttribute options) : IReward<Problem>
{
    private readonly Regex _pattern = new(options.Pattern, LinearPatternAttribute.Options);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(_pattern.IsMatch(rollout.Text)));
}
