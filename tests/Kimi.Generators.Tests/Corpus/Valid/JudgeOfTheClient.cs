// Form: a judge without a model's name: that of the client
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-of-the-client")]
public abstract partial class JudgeOfTheClient
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ServedJudge(MaxCritiqueTokens = 512)]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
