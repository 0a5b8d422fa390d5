// Stack: Megatron
// Kind: two names for one checkpoint are averaged
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("merge-of-one-folder")]
public abstract partial class MergeOfOneFolder
{
    [LoadPolicy("models/base")]
    public abstract Policy One();

    [LoadPolicy("models/base")]
    public abstract Policy Two();

    [MergeWeights]
    public abstract Policy Merged(Policy one, Policy two); //! KIMI6013
}
