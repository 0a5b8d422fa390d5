// Stack: prime-rl
// Kind: the judge's model is given as the address of its server
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-by-its-address")]
public abstract partial class JudgeByItsAddress
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ServedJudge(Model = "http://localhost:8000/v1")] //! KIMI5001
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
