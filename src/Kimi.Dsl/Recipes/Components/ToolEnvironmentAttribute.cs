using System.ComponentModel;

namespace Kimi.Dsl;

/// <summary>What becomes of a response when a tool fails.</summary>
public enum ToolFault
{
    /// <summary>The response counts as a fault: it is not judged and does not train.</summary>
    Response,

    /// <summary>The policy reads what went wrong, and goes on.</summary>
    Message,
}

/// <summary>
/// Lets the policy call tools. A turn with a call gets its result as the reply, and a turn without one ends the response. A call that cannot be made, since
/// there is no such tool or an argument is wrong, is the policy's own mistake: it reads what is wrong and goes on.
/// </summary>
[Futile(nameof(MaxReplyTokens), Comparison.Below, 16, With = nameof(DescribeTools), WithComparison = Comparison.EqualTo, WithValue = true,
    Because = "the description of the tools, which is the first reply, does not fit, a fault of every response")]
[Futile(nameof(MaxTurns), Comparison.EqualTo, 1, Because = "a response ends with its first call, and no result of a tool is ever read")]
public abstract class ToolEnvironmentAttribute : EnvironmentAttribute<IToolEnvironment>
{
    private protected ToolEnvironmentAttribute()
    {
    }

    /// <summary>The text protocol: a class that implements <see cref="IToolProtocol"/>.</summary>
    public abstract Type Protocol { get; }

    /// <summary>What becomes of a response when a tool throws, or says that it failed. A tool that takes longer than TimeLimitSeconds, or whose server is gone,
    /// is always a fault of the response. Default: <see cref="ToolFault.Response"/>.</summary>
    [DefaultValue(ToolFault.Response)]
    public ToolFault OnFault { get; set; }

    /// <summary>What the policy reads in place of a result that there is not; empty for what went wrong, in words that its tokenizer must be able to write.
    /// Default: empty.</summary>
    [WrittenByThePolicy]
    [DefaultValue("")]
    public string ErrorText { get; set; } = "";

    /// <summary>Whether the policy reads a description of the tools after the prompt; it must fit into MaxReplyTokens. Default: true.</summary>
    [DefaultValue(true)]
    public bool DescribeTools { get; set; } = true;
}

/// <summary>What executes <see cref="ToolEnvironmentAttribute"/>; replaceable through dependency injection.</summary>
public interface IToolEnvironment : IEnvironment;
