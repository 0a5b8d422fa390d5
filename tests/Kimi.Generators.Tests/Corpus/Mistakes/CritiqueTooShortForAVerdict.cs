// Stack: OpenRLHF
// Kind: the judge is cut off before it can give its verdict
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("critique-too-short-for-a-verdict")]
public abstract partial class CritiqueTooShortForAVerdict
{
    [ProblemsFile(Path = "data/train.jsonl")]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ServedJudge(Model = "judge-32b", MaxCritiqueTokens = 4)] //! KIMI5011
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
