// Stack: verl
// Kind: a policy learns with a tool and is evaluated without it
// Caught: build
using Kimi.Dsl;
using System.ComponentModel;

namespace Acme;

[Recipe("trained-with-a-tool-judged-without")]
public abstract partial class TrainedWithAToolJudgedWithout
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
    [Tools<TrainedWithAToolJudgedWithoutTools>(MaxTurns = 2, MaxReplyTokens = 96)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate] //! KIMI6011
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>The tools.</summary>
public sealed class TrainedWithAToolJudgedWithoutTools
{
    /// <summary>Adds.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    [Description("Adds two numbers.")]
    public long Add(int a, int b) => (long)a + b;
}
