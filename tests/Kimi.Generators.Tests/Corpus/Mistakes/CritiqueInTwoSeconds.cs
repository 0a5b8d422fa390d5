// Stack: OpenRLHF
// Kind: a judge may write eight thousand tokens and has two seconds for them, retries and all
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("critique-in-two-seconds")]
public abstract partial class CritiqueInTwoSeconds
{
    [LoadPolicy("models/llama-3-8b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "natural-reasoning.jsonl", PromptField = "question", AnswerField = "reference_answer", Split = Split.Train)]
    public abstract PromptSet Problems();

    [Reinforce(Iterations = 150, PromptsPerIteration = 128, MaxResponseTokens = 2_048, LearningRate = 5e-7)]
    [PolicyGradient(LeaveOneOut = true)]
    [ServedJudge(Model = "judge-32b", MaxCritiqueTokens = 8_192, TimeLimitSeconds = 2)] //! KIMI5011
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
