// Stack: NeMo-RL
// Kind: the name of a style, a constant of another file, is not of the form that the team asks for
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("style-with-an-underscore")]
public abstract partial class StyleWithAnUnderscore
{
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
    [HouseStyle(Names.Style)] //! KIMI5001
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// HouseStyle.cs
using Kimi.Dsl;
using System.ComponentModel.DataAnnotations;

namespace Acme;

/// <summary>Names of the team.</summary>
internal static class Names
{
    /// <summary>The style.</summary>
    public const string Style = "plain_" + "english";
}

/// <summary>Asks for a style.</summary>
/// <param name="style">Its name.</param>
public sealed class HouseStyleAttribute(string style) : RewardAttribute<HouseStyle>
{
    /// <inheritdoc/>
    public override bool DecidesCorrectness => false;

    /// <summary>Its name: words with hyphens between them.</summary>
    [RegularExpression("[a-z]+(-[a-z]+)*")]
    public string Style { get; set; } = style;
}

/// <summary>The judge.</summary>
/// <param name="options">Its options.</param>
public sealed class HouseStyle(HouseStyleAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(!rollout.Text.Contains(options.Style, StringComparison.Ordinal)));
}
