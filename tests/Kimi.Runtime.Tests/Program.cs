if (args is ["serve-tools"])
    await Kimi.Runtime.Tests.Tools.ToolServer.RunAsync();
