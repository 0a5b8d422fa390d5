// Stack: prime-rl
// Kind: a transform makes problems without answers, and a reward looks for their answers
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("questions-without-answers")]
public abstract partial class QuestionsWithoutAnswers
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

    [Transform]
    public static PromptSet Paraphrased(PromptSet problems) =>
        new([.. problems.Select(one => new Riddle { Id = one.Id, Prompt = "What is " + one.Prompt.Text + "?", Level = one.Level })]);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward] //! KIMI4009
    public abstract Policy LongCot(Policy sft, PromptSet paraphrased);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A question in words.</summary>
public sealed record Riddle : Problem;
