// Stack: SkyRL
// Kind: calls of tools are rewarded where the text of the last turn has one, and the last turn never has
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("calls-in-the-final-turn")]
public abstract partial class CallsInTheFinalTurn
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [CallBonus(Weight = 0.2)]
    [Tools<Adder, BracketCalls>(MaxTurns = 4, MaxReplyTokens = 160)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Tools<Adder, BracketCalls>(MaxTurns = 4, MaxReplyTokens = 160)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Adds.</summary>
public sealed class Adder
{
    /// <summary>Adds two numbers.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    [Description("Adds two numbers.")]
    public int Add(int a, int b) => a + b;
}

/// <summary>Praises responses that call a tool.</summary>
public sealed class CallBonusAttribute : RewardAttribute<CallBonus>
{
    /// <inheritdoc/>
    public override bool DecidesCorrectness => false;
}

/// <summary>Whether a tool was called.</summary>
public sealed class CallBonus : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Verdict.Of(rollout.Text.Contains("[add(", StringComparison.Ordinal))); //! KIMI8023
}
