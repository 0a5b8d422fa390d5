using System.ComponentModel;

namespace Kimi.Dsl;

/// <summary>Lets the policy call the tools of a server. Use <see cref="McpToolsAttribute"/>.</summary>
public abstract class McpServerAttribute : ToolEnvironmentAttribute
{
    private protected McpServerAttribute()
    {
    }

    /// <summary>The command that starts the server. Default: none.</summary>
    [DefaultValue("")]
    public string Command { get; set; } = "";

    /// <summary>The command's arguments. Default: none.</summary>
    public string[] Arguments { get; set; } = [];
}

/// <summary>
/// Lets the policy call the tools of a server of the Model Context Protocol, which talks over its standard input and output, by the protocol
/// <typeparamref name="TProtocol"/>. The responses of a stage share one process of the server, so its tools must keep nothing between calls.
/// </summary>
/// <typeparam name="TProtocol">The protocol between policy and tools.</typeparam>
public class McpToolsAttribute<TProtocol> : McpServerAttribute
    where TProtocol : class, IToolProtocol, new()
{
    /// <inheritdoc/>
    public sealed override Type Protocol => typeof(TProtocol);
}

/// <summary>
/// Lets the policy call the tools of a server of the Model Context Protocol, which talks over its standard input and output, by <see cref="JsonCalls"/>;
/// <c>[McpTools&lt;BracketCalls&gt;]</c> names another protocol. The responses of a stage share one process of the server, so its tools must keep nothing
/// between calls.
/// </summary>
[WrittenByThePolicy("<tool_call>{\"name\": \"\", \"arguments\": {}}</tool_call>")]
[Futile(nameof(SamplingStageAttribute.StopTexts), Comparison.Containing, "</tool_call>",
    Because = "it adds nothing, since a call ends a turn already, and is made all the same")]
public class McpToolsAttribute : McpToolsAttribute<JsonCalls>;
