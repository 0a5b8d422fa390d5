// Form: a loaded policy may well bring an adapter
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-of-elsewhere")]
public abstract partial class AdapterOfElsewhere
{
    [LoadPolicy("models/tuned")]
    public abstract Policy Initial();

    [MergeAdapter]
    public abstract Policy Merged(Policy initial);
}
