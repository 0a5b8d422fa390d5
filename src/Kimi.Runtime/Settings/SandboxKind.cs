namespace Kimi.Runtime.Settings;

/// <summary>Where programs that nobody trusts are run.</summary>
public enum SandboxKind
{
    /// <summary>On this machine, in bubblewrap.</summary>
    Local,

    /// <summary>On another machine, by <c>sandbox serve</c> there.</summary>
    Service,

    /// <summary>On another machine, by the service SandboxFusion there.</summary>
    SandboxFusion,
}
