// Stack: TRL
// Thread: greyhaven-ai/autocontext 1067
// Kind: responses are cut at 256 tokens, before the line with the answer that the reward asks for, so every reward is 0
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("cut-before-the-answer-line")]
public abstract partial class CutBeforeTheAnswerLine
{
    [LoadPolicy("models/qwen2.5-1.5b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/gsm8k-train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Grade();

    [ProblemsFile(Path = "data/gsm8k-test.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet HeldOut();

    [Transform]
    public static PromptSet Asked(PromptSet grade) => Asking(grade);

    [Transform]
    public static PromptSet AskedHeldOut(PromptSet heldOut) => Asking(heldOut);

    [Reinforce(Iterations = 100, PromptsPerIteration = 16, SamplesPerPrompt = 8, MaxResponseTokens = 256, LearningRate = 1e-6)] //! none yet
    [Grpo]
    [ExactAnswerReward(Marker = "Answer: ")]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet asked);

    [Evaluate(MaxResponseTokens = 256)]
    [ExactAnswerReward(Marker = "Answer: ")]
    public abstract Evaluation Report(Policy tuned, PromptSet askedHeldOut);

    private static PromptSet Asking(PromptSet problems) => new([.. problems.OfType<MathProblem>().Select(problem => problem with
    {
        Prompt = $"{problem.Prompt.Text}\n\nThink step by step, explain each step in full sentences, check your result, and end with a line 'Answer: N'.",
    })]);
}
