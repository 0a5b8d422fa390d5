// Form: two branches of one recipe, with programs in one and numbers in the other
using Kimi.Dsl;

namespace Acme;

[Recipe("two-kinds-of-problems")]
public abstract partial class TwoKindsOfProblems
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [CodeProblemsFile(Path = "contest.jsonl", Layout = CodeLayout.Apps)]
    public abstract PromptSet Programs();

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Numbers([From(nameof(Base))] Policy start, PromptSet problems);

    [Reinforce(Iterations = 60, MaxResponseTokens = 1_024)]
    [MirrorDescent]
    [TestCaseReward]
    public abstract Policy Coder([From(nameof(Base))] Policy start, PromptSet programs);

    [MergeWeights]
    public abstract Policy Both(Policy numbers, Policy coder);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Evaluate(MaxResponseTokens = 1_024)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy both, PromptSet heldOut);
}
