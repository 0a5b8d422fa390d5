// Form: a served judge with a template that asks for its verdict in other words
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-of-our-own-words")]
public abstract partial class JudgeOfOurOwnWords
{
    [ProblemsFile(Path = "data/train.jsonl")]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ServedJudge(
        Model = "judge-32b", Template = """Q: {prompt} A: {answer} R: {response} End with {"correct": true} or {"correct": false}.""",
        MaxCritiqueTokens = 64)]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
