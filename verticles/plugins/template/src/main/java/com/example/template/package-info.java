/** A plugin for Xiaozhi Mesh. */
package com.example.template;
